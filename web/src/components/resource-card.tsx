import type { ComponentChildren } from 'preact';
import { Button } from './button.js';
import { Card } from './card.js';
import { Notice } from './notice.js';
import { isOutdated } from '../state/connection.js';
import { t } from '../text/t.js';
import { messageOf, type Resource } from '../api/resource.js';

/** What the card of a resource has. */
export interface ResourceCardProps<T> {
  readonly heading: string;
  readonly hint?: string;
  readonly of: Resource<T>;
  /** Draws what was read. */
  readonly children: (value: T) => ComponentChildren;
}

/** A card that shows a resource, and what was wrong with the last request about it. */
export function ResourceCard<T>({ heading, hint, of, children }: ResourceCardProps<T>) {
  const { value, problem } = { value: of.value.value, problem: of.problem.value };
  return (
    <Card heading={heading}>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {problem !== undefined && (
        <Notice severity="warning" live>
          <Reason text={t('access.notRead', { reason: '' })} error={problem} />{' '}
          <Button kind="quiet" onClick={() => void of.read()}>
            {t('access.tryAgain')}
          </Button>
        </Notice>
      )}
      <Refusal of={of} />
      {value === undefined ? problem === undefined && <p>{loadingInWords()}</p> : children(value)}
    </Card>
  );
}

/** Without the server nothing is being read. */
const loadingInWords = (): string =>
  isOutdated.value ? t('access.notRead', { reason: t('access.notReached') }) : t('access.loading');

/** Why the last change was not made. */
export function Refusal({ of: { refusal } }: { of: Resource<unknown> }) {
  if (refusal.value === undefined) return null;
  return (
    <Notice severity="danger" live>
      <Reason text={t('access.notDone', { reason: '' })} error={refusal.value} />
    </Notice>
  );
}

/** The sentence of the server is English in every language. */
function Reason({ text, error }: { text: string; error: unknown }) {
  const message = messageOf(error);
  return (
    <>
      {text}
      {message === undefined ? t('access.notReached') : <span lang="en">{message}</span>}
    </>
  );
}
