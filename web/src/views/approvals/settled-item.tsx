import type { SeenApproval } from '../../state/approval-list.js';
import { planInWords } from './approval-words.js';
import { SettledFacts } from './settled-facts.js';

/** A start that was decided before the view was opened. */
export const SettledItem = ({ approval }: { approval: SeenApproval }) => (
  <li class="settled">
    <p>
      <strong>
        <bdi>{planInWords(approval)}</bdi>
      </strong>
    </p>
    <SettledFacts approval={approval} />
  </li>
);
