/** Where the reader stands. `quoted` holds the quote that ends a value. */
type Place = 'before-key' | 'key' | 'before-value' | 'value' | 'quoted' | 'comment';

/** Of an escaped character inside double quotes only these lose their backslash. */
const ESCAPABLE = '"\\`$';
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const isSpace = (character: string): boolean => ' \t\r'.includes(character);
const isNewline = (character: string): boolean => character === '\n';

/**
 * Reads the text of an environment file as systemd reads `EnvironmentFile=`, so that a command and the service see the
 * same settings: `#` and `;` begin a comment only in front of a line, a backslash at the end of a line joins the next
 * one, quotes may be in part of a value, and `export` is no word of it. Written here because what Node offers for
 * `.env` files (`util.parseEnv`) follows other rules. Source: systemd.exec(5), and `parse_env_file_internal` of
 * systemd 257, whose steps these are.
 * @returns the variables by name, the last assignment of each
 */
export function parseEnvironmentFile(text: string): Readonly<Record<string, string>> {
  const reader = new EnvironmentFileReader();
  const characters = [...text];
  for (let index = 0; index < characters.length; index++) {
    const escaped = characters[index] === '\\' && reader.takesEscapes;
    if (escaped) reader.readEscaped(characters[++index]);
    else reader.read(characters[index]!);
  }
  return reader.end();
}

/** Writes variables so that both systemd and `parseEnvironmentFile` read them back as they are. */
export const formatEnvironmentFile = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}="${value.replace(/["\\`$]/g, '\\$&')}"\n`)
    .join('');

/** One pass over the text, a character at a time. */
class EnvironmentFileReader {
  private readonly variables = new Map<string, string>();
  private place: Place = 'before-key';
  private quote = '';
  private key = '';
  private value = '';
  /** Length of the value without the blanks that it ends with for now; quoted ones are part of it. */
  private solid = 0;

  /** Whether a backslash changes the meaning of the character behind it. */
  get takesEscapes(): boolean {
    if (this.place === 'quoted') return this.quote === '"';
    return this.place !== 'before-key' && this.place !== 'key';
  }

  read(character: string): void {
    switch (this.place) {
      case 'before-key':
        return this.beginLine(character);
      case 'key':
        return this.readKey(character);
      case 'before-value':
        return this.beginValue(character);
      case 'value':
        return isNewline(character) ? this.assign() : this.add(character, !isSpace(character));
      case 'quoted':
        return character === this.quote ? this.go('before-value') : this.add(character, true);
      case 'comment':
        if (isNewline(character)) this.place = 'before-key';
    }
  }

  /** @param character undefined at the end of the text */
  readEscaped(character: string | undefined): void {
    if (this.place === 'comment') {
      // A comment ends with its line, also behind a backslash (since systemd 254).
      if (character === '\n') this.place = 'before-key';
      return;
    }
    if (this.place === 'before-value') this.place = 'value';
    if (character === undefined || isNewline(character)) return;
    if (this.place === 'quoted' && !ESCAPABLE.includes(character)) this.add('\\', true);
    this.add(character, true);
  }

  end(): Readonly<Record<string, string>> {
    if (this.place !== 'before-key' && this.place !== 'key' && this.place !== 'comment') this.assign();
    return Object.fromEntries(this.variables);
  }

  private go(place: Place): void {
    this.place = place;
  }

  private beginLine(character: string): void {
    if ('#;'.includes(character)) this.place = 'comment';
    else if (!isSpace(character) && !isNewline(character)) {
      this.key = character;
      this.place = 'key';
    }
  }

  private readKey(character: string): void {
    if (isNewline(character)) this.place = 'before-key';
    else if (character === '=') this.place = 'before-value';
    else this.key += character;
  }

  private beginValue(character: string): void {
    if (isNewline(character)) this.assign();
    else if (character === '"' || character === "'") {
      this.quote = character;
      this.place = 'quoted';
    } else if (!isSpace(character)) {
      this.place = 'value';
      this.add(character, true);
    }
  }

  private add(character: string, isSolid: boolean): void {
    this.value += character;
    if (isSolid) this.solid = this.value.length;
  }

  private assign(): void {
    const name = this.key.trimEnd();
    if (NAME.test(name)) this.variables.set(name, this.value.slice(0, this.solid));
    this.key = this.value = '';
    this.solid = 0;
    this.place = 'before-key';
  }
}
