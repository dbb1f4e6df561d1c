/** Remembers what was worked out lately. It forgets everything when it is full: that is simple, and rare. */
export class Recent<Value> {
  private readonly values = new Map<string, Value>();

  /** @param most how many values are kept */
  constructor(private readonly most: number) {}

  /** The value of a key, worked out when it is not remembered. What `make` throws is not remembered. */
  of(key: string, make: () => Value): Value {
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const value = make();
    if (this.values.size >= this.most) this.values.clear();
    this.values.set(key, value);
    return value;
  }
}
