import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from '../../../shared/public-address.js';
import { refused, type NotSentError } from './not-sent-error.js';

/** An IP address of a host. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Finds all addresses of a host. Tests pass in their own; no setting does. */
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>;

/** The resolver of this machine. */
export const systemResolve: Resolve = (host) => lookup(host, { all: true });

/** Where a message may go. */
export interface AddressRule {
  /** Addresses of private networks, and those of this machine, are allowed. */
  readonly allowPrivate: boolean;
  /** The message opens something, such as an account, and goes without encryption. */
  readonly exposesSecret: boolean;
}

/** Why these addresses of a host are refused; undefined where they are not. */
export function refusalOf(
  host: string,
  addresses: readonly string[],
  rule: AddressRule,
): NotSentError | undefined {
  const isPublic = addresses.map(isPublicAddress);
  if (!rule.allowPrivate && isPublic.includes(false))
    return refused(
      `${host} is in a private network, where nothing is sent to unless ALERT_ALLOW_PRIVATE is true.`,
    );
  if (rule.exposesSecret && isPublic.includes(true))
    return refused(`${host} would get a password or token without encryption: use an address with https:.`);
  return undefined;
}

/** The refusal of a host that is an IP address itself, which is never looked up. */
export const refusalOfLiteral = (host: string, rule: AddressRule): NotSentError | undefined =>
  isIP(host) === 0 ? undefined : refusalOf(host, [host], rule);

/**
 * A look-up that Node connects by: it yields the addresses that were checked, so that a name which leads elsewhere at the
 * next look-up is never connected to.
 */
export function checkedLookup(resolve: Resolve, rule: AddressRule): LookupFunction {
  return (host, options, done) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        const refusal = refusalOf(
          host,
          found.map(({ address }) => address),
          rule,
        );
        if (first === undefined) done(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '');
        else if (refusal !== undefined) done(refusal, '');
        else if (options.all === true) done(null, [...found]);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    );
  };
}
