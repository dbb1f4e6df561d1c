/** A field as it lies in a message: a number with its low 32 bits, eight or four bytes, or bytes of any length. */
type Field =
  | { readonly kind: 'varint'; readonly low: number }
  | { readonly kind: 'fixed' | 'bytes'; readonly bytes: Uint8Array };

/** The most fields that are read of one message. */
const MOST_FIELDS = 1000;
const LONGEST_VARINT = 10;

/**
 * One message of Protocol Buffers, read without a description of it. Hand-written: one datagram of one vendor does not
 * pay for a library and a compiler. A field of another type than asked for is absent; the last of several counts.
 */
export class ProtobufMessage {
  private constructor(private readonly fields: ReadonlyMap<number, readonly Field[]>) {}

  /** Reads the fields of a message; undefined where the bytes are not one. */
  static read(bytes: Uint8Array): ProtobufMessage | undefined {
    const fields = new Map<number, Field[]>();
    const source = new Source(bytes);
    for (let count = 0; !source.atEnd; count++) {
      const found = count < MOST_FIELDS ? readField(source) : undefined;
      if (found === undefined) return undefined;
      const [number, field] = found;
      fields.set(number, [...(fields.get(number) ?? []), field]);
    }
    return new ProtobufMessage(fields);
  }

  /** An `int32` or `enum`. */
  number(field: number): number | undefined {
    const last = this.fields.get(field)?.at(-1);
    return last?.kind === 'varint' ? last.low | 0 : undefined;
  }

  /** A `sint32`: the lowest bit is the sign. */
  signed(field: number): number | undefined {
    const last = this.fields.get(field)?.at(-1);
    return last?.kind === 'varint' ? (last.low >>> 1) ^ -(last.low & 1) : undefined;
  }

  /** A `fixed64` as 16 hexadecimal digits. */
  identifier(field: number): string | undefined {
    const last = this.fields.get(field)?.at(-1);
    if (last?.kind !== 'fixed' || last.bytes.length !== 8) return undefined;
    return [...last.bytes].reverse().map(hexOf).join('');
  }

  /** A text; undefined where it is not one that can be printed. */
  text(field: number): string | undefined {
    const last = this.fields.get(field)?.at(-1);
    if (last?.kind !== 'bytes') return undefined;
    const text = new TextDecoder().decode(last.bytes);
    return /[\p{C}\ufffd]/u.test(text) ? undefined : text;
  }

  /** A message in this one. */
  message(field: number): ProtobufMessage | undefined {
    return this.messages(field).at(-1);
  }

  /** Every message of a repeated field; what is not one is left out. */
  messages(field: number): readonly ProtobufMessage[] {
    return (this.fields.get(field) ?? []).flatMap((found) => {
      const message = found.kind === 'bytes' ? ProtobufMessage.read(found.bytes) : undefined;
      return message === undefined ? [] : [message];
    });
  }
}

/** The bytes of a message, with the place of the next one. */
class Source {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get atEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  /** The low 32 bits of a number of up to 64; undefined where it does not end. */
  varint(): number | undefined {
    let low = 0;
    for (let index = 0; index < LONGEST_VARINT; index++) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) return undefined;
      if (index < 5) low = (low | ((byte & 0x7f) << (7 * index))) >>> 0;
      if (byte < 0x80) return low;
    }
    return undefined;
  }

  take(length: number): Uint8Array | undefined {
    if (this.at + length > this.bytes.length) return undefined;
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

/** The wire types of the encoding (protobuf.dev, "Message Structure"); groups are obsolete and not read. */
function readField(source: Source): readonly [number, Field] | undefined {
  const key = source.varint();
  if (key === undefined) return undefined;
  const field = readValue(source, key & 7);
  return field === undefined ? undefined : [key >>> 3, field];
}

function readValue(source: Source, wireType: number): Field | undefined {
  switch (wireType) {
    case 0: {
      const low = source.varint();
      return low === undefined ? undefined : { kind: 'varint', low };
    }
    case 1:
      return taken('fixed', source.take(8));
    case 2: {
      const length = source.varint();
      return length === undefined ? undefined : taken('bytes', source.take(length));
    }
    case 5:
      return taken('fixed', source.take(4));
    default:
      return undefined;
  }
}

const taken = (kind: 'fixed' | 'bytes', bytes: Uint8Array | undefined): Field | undefined =>
  bytes && { kind, bytes };

const hexOf = (byte: number): string => byte.toString(16).padStart(2, '0');
