import { principalInLine, principalInSentence } from './principal-in-words.js';

describe('A principal in words', () => {
  it.each([
    ['default', undefined, 'key default'],
    ['phone', 'phone', 'key phone'],
    ['key:cli', 'cli', 'key cli'],
    ['oauth:9Xw_2', 'a connected client', 'client oauth:9Xw_2'],
    ['owner', 'the owner', 'owner'],
    ['cli', 'the owner, on the machine', 'key cli'],
  ])('%s is “%s” in a sentence, and “%s” in a line', (id, sentence, line) => {
    expect(principalInSentence(id)).toBe(sentence);
    expect(principalInLine(id)).toBe(line);
  });
});
