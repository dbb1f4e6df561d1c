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
          {t('parts.notRead', { reason: '' })}
          <ErrorReason error={problem} />{' '}
          <Button kind="quiet" onClick={() => void of.read()}>
            {t('frame.tryAgain')}
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
  isOutdated.value ? t('parts.notRead', { reason: t('parts.notReached') }) : t('parts.reading');

/** Why the last change was not made. */
export const Refusal = ({ of: { refusal } }: { of: Resource<unknown> }) => <Refused error={refusal.value} />;

/** Why a change was not made; nothing where there is no error. */
export function Refused({ error }: { error: unknown }) {
  if (error === undefined) return null;
  return (
    <Notice severity="danger" live>
      {t('parts.notDone', { reason: '' })}
      <ErrorReason error={error} />
    </Notice>
  );
}

/** Why a request failed, in the words of the server, which are English in every language. */
export function ErrorReason({ error }: { error: unknown }) {
  const message = messageOf(error);
  return message === undefined ? <>{t('parts.notReached')}</> : <span lang="en">{message}</span>;
}
