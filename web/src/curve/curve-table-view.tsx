import { useState } from 'preact/hooks';
import { dateAndTime } from '../text/dates.js';
import { t } from '../text/t.js';
import { temperature } from '../units/unit.js';
import type { CurveData } from './curve-data.js';
import { tableRows } from './curve-table.js';
import { toColumns } from './to-columns.js';

/** What the lines show, as a table that is made when it is opened. */
export function CurveTable({ curve }: { readonly curve: CurveData }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="curve-table" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('curve.showTable')}</summary>
      {isOpen && <Rows curve={curve} />}
    </details>
  );
}

function Rows({ curve }: { readonly curve: CurveData }) {
  const core = curve.coreSource === 'measured' ? t('curve.coreMeasured') : t('curve.coreModelled');
  return (
    <table>
      <thead>
        <tr>
          {[t('curve.time'), t('curve.water'), t('curve.target'), core, t('curve.source')].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tableRows(toColumns(curve)).map((row) => (
          <tr key={row.at} data-kind={row.kind}>
            <th scope="row">{dateAndTime(row.at)}</th>
            <td>{inWords(row.water)}</td>
            <td>{inWords(row.target)}</td>
            <td>{inWords(row.core)}</td>
            <td>{t(`curve.${row.kind}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const inWords = (celsius: number | null): string => (celsius === null ? '–' : temperature(celsius));
