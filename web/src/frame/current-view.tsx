import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useErrorBoundary } from 'preact/hooks';
import { Button } from '../components/button.js';
import { Notice } from '../components/notice.js';
import { route, type ViewName } from '../state/route.js';
import { loadLaterTexts } from '../text/language.js';
import { t } from '../text/t.js';

/** The views, each loaded when it is first opened. */
const LOADERS: Readonly<Record<ViewName, () => Promise<{ default: ComponentType }>>> = {
  now: () => import('../views/now/index.js'),
  start: () => import('../views/start/index.js'),
  thermometers: () => import('../views/thermometers/index.js'),
  alerts: () => import('../views/alerts/index.js'),
  approvals: () => import('../views/approvals/index.js'),
  history: () => import('../views/history/index.js'),
  access: () => import('../views/access/index.js'),
  about: () => import('../views/about/index.js'),
};

const loaded = signal<Partial<Record<ViewName, ComponentType>>>({});
const failed = signal<ViewName | undefined>(undefined);

/** The view that the address names. */
export function CurrentView() {
  const { view } = route.value;
  const View = loaded.value[view];
  useEffect(() => void load(view), [view]);
  const [error, reset] = useErrorBoundary() as [unknown, () => void];
  useEffect(reset, [view]);
  if (error === undefined && View !== undefined) return <View />;
  if (error === undefined && failed.value !== view) return <p class="loading">{t('frame.loading')}</p>;
  return (
    <Notice severity="danger" live>
      {t('frame.viewFailed')} <Button onClick={() => location.reload()}>{t('frame.tryAgain')}</Button>
    </Notice>
  );
}

/** A view cannot be loaded while the server is away, or after it has become another version. */
async function load(view: ViewName): Promise<void> {
  if (loaded.peek()[view] !== undefined) return;
  try {
    const [{ default: View }] = await Promise.all([LOADERS[view](), view !== 'now' && loadLaterTexts()]);
    loaded.value = { ...loaded.peek(), [view]: View };
    failed.value = undefined;
  } catch {
    failed.value = view;
  }
}
