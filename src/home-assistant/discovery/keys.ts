import { hash } from 'node:crypto';

/** Hexadecimal digits of a digest that distinguish what would look alike. */
const DIGEST = 8;
/** The longest part of an id that is used as it is. */
const LONGEST = 64;

/** An id as a level of a topic and a part of other ids: unchanged where it has no sign that is not allowed there. */
export function topicKey(id: string): string {
  const plain = id.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, LONGEST);
  return plain === id ? id : `${plain}_${hash('sha256', id).slice(0, DIGEST)}`;
}

/** A name as part of the id of an entity: small letters, digits and single underscores; undefined where nothing is left. */
export function entitySlug(name: string): string | undefined {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, LONGEST)
    .replaceAll(/^_+|_+$/g, '');
  return plain === '' ? undefined : plain;
}
