/** See spec-context.cjs. */
export class SpecContext<Store> {
  getStore(): Store | undefined;
  run<Result>(store: Store, act: () => Result): Result;
}
