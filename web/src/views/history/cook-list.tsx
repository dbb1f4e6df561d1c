import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CooksDto } from '../../../../src/history/dto/cooks.dto.js';
import { getJson } from '../../api/client.js';
import { Button } from '../../components/button.js';
import { Notice } from '../../components/notice.js';
import { loadPlots } from '../../curve/plot.js';
import { onLive } from '../../state/live-events.js';
import { isSignedOut } from '../../state/session.js';
import { t } from '../../text/t.js';
import { ListedCook } from './listed-cook.js';

/** How many cooks a page shows. */
const PER_PAGE = 20;

/** The cursors of the pages up to the present one; the first page has none. */
const cursors = signal<readonly (string | null)[]>([null]);
const page = signal<CooksDto | undefined>(undefined);
const failed = signal(false);

// Those who are signed out see nothing of them.
isSignedOut.subscribe((isOut) => {
  if (!isOut) return;
  cursors.value = [null];
  page.value = undefined;
});

/** All cooks, newest first, a page at a time. */
export function CookList() {
  const cursor = cursors.value.at(-1) ?? null;
  useEffect(() => follow(cursor), [cursor]);
  return (
    <>
      <h1>{t('history.heading')}</h1>
      {failed.value && (
        <Notice severity="warning">
          {t('history.failed')} <Button onClick={() => void read(cursor)}>{t('frame.tryAgain')}</Button>
        </Notice>
      )}
      {page.value === undefined && !failed.value && <p class="loading">{t('history.loading')}</p>}
      {page.value !== undefined && <Page cooks={page.value} />}
    </>
  );
}

function Page({ cooks: { cooks, next_cursor: next } }: { readonly cooks: CooksDto }) {
  const number = cursors.value.length;
  if (cooks.length === 0 && number === 1) return <p class="history-quiet">{t('history.empty')}</p>;
  return (
    <>
      <ul class="history-list" aria-label={t('history.list')}>
        {cooks.map((cook) => (
          <ListedCook key={cook.cook_id} cook={cook} />
        ))}
      </ul>
      {(number > 1 || next !== null) && (
        <nav class="history-pages" aria-label={t('history.pages')}>
          {number > 1 && (
            <Button onClick={() => turn(cursors.value.slice(0, -1))}>{t('history.newer')}</Button>
          )}
          <span role="status">{t('history.page', { page: number })}</span>
          {next !== null && (
            <Button onClick={() => turn([...cursors.value, next])}>{t('history.older')}</Button>
          )}
        </nav>
      )}
    </>
  );
}

function turn(to: readonly (string | null)[]): void {
  cursors.value = to;
  scrollTo({ top: 0 });
}

/** Reads a page, and reads it again when a cook begins or ends. */
function follow(cursor: string | null): () => void {
  void read(cursor);
  return onLive('cook', () => void read(cursor));
}

async function read(cursor: string | null): Promise<void> {
  const query = new URLSearchParams({ limit: String(PER_PAGE), ...(cursor !== null && { cursor }) });
  try {
    const found = await getJson<CooksDto>(`/cooks?${query}`);
    // A page that was asked for before another one may arrive after it.
    if (cursor !== (cursors.peek().at(-1) ?? null)) return;
    if (!isSignedOut.peek()) page.value = found;
    failed.value = false;
    // Most who look at the list open a cook of it.
    if (found.cooks.length > 0) loadPlots().catch(() => undefined);
  } catch {
    failed.value = true;
  }
}
