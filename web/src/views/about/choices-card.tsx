import { Card } from '../../components/card.js';
import { Field } from '../../components/field.js';
import { LanguageChoice, UnitChoice } from '../../components/page-choices.js';
import { t } from '../../text/t.js';

/** The language and the unit of the page. */
export function ChoicesCard() {
  return (
    <Card heading={t('about.choices')}>
      <p class="hint">{t('about.choicesHint')}</p>
      <Field label={t('about.language')}>{(links) => <LanguageChoice {...links} />}</Field>
      <Field label={t('about.unit')}>
        {(links) => <UnitChoice {...links} nameOf={(unit) => t(`about.${unit}`)} />}
      </Field>
    </Card>
  );
}
