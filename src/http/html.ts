/** HTML in which every value is escaped. Only `html` makes it, so that no text from outside can pass for markup. */
export class Html {
  private constructor(readonly text: string) {}

  /** Joins the parts of a template with its values, as `html` does. */
  static join(parts: readonly string[], values: readonly HtmlValue[]): Html {
    return new Html(
      parts.map((part, at) => part + (at < values.length ? markupOf(values[at]) : '')).join(''),
    );
  }

  toString(): string {
    return this.text;
  }
}

/** What a template may hold: text and numbers are escaped; nothing is written for null, undefined and false. */
export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for the content of an element or for an attribute in quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]!);

/** Tagged template: HTML with its values escaped. Attributes with a value need quotes around them. */
export const html = (parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html =>
  Html.join(parts, values);

function markupOf(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map(markupOf).join('');
}
