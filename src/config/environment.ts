import { IsBoolean, IsInt, IsOptional, Matches, Max, Min, validateSync } from 'class-validator';
import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { AlertSettings } from './alert-settings.js';
import { isBrokerAddress, isPublicAddress, isSocketAddress, isTopicPrefix } from './addresses.js';
import { InvalidSettingsError } from './config.errors.js';
import { readCredentials } from './credentials-file.js';
import { isFernetKey } from './fernet.js';
import { must, Satisfies } from './setting-rules.js';
import { firstGiven, SETTINGS, type Given, type SettingName } from './settings.js';

const PORT_RULE = must('be a whole number from 0 (any free port) to 65535');
const RATE_RULE = must('be a whole number, 1 or more');
const CLIENTS_RULE = must('be a whole number, 1 to 10000');
const DAYS_RULE = must('be a whole number of days, 1 to 36500');
const CLOUD_RULE = must(
  'be an https: address (http: only for this machine) without password, query or fragment: leave it out for the cloud itself',
);
const TOPIC_RULE = must(
  'be the beginning of an MQTT topic, such as home/coddle: at most 64 printable characters without blanks, quotes, backslashes, +, # or $, and no slash at either end',
);
const FOLDER_RULE = must('be the path of a folder');

/** What is secret and may be missing. */
const SECRET_IF_GIVEN = [
  'mqttUrl',
  'alertNtfyUrl',
  'alertSmtpUrl',
  'alertWebhookUrl',
  'alertWebhookSecret',
  'alertMqtt',
] as const;

/** Every setting, checked. `SETTINGS` gives the name that each has outside. */
export class Environment extends AlertSettings {
  /** Opens Anova's cloud; a secret. */
  @Matches(
    /^anova-[\x21-\x7e]{1,4090}$/,
    must(
      'begin with anova- and hold no blank: make one in the Anova Oven app (More → Developer → Personal Access Tokens)',
    ),
  )
  readonly personalAccessToken!: string;

  /** The key that clients send as bearer token; a secret. */
  @Matches(
    /^[\x21-\x7e]{32,}$/,
    must('have at least 32 printable characters and no blank: coddle key makes one, or npm run key'),
  )
  readonly apiKey!: string;

  /** The cloud that the cooker talks to. */
  @Satisfies(
    isSocketAddress,
    must(
      'be a wss: address (ws: only for this machine) without password, query or fragment: leave it out for Anova',
    ),
  )
  readonly anovaWebsocketUrl: string = 'wss://devices.anovaculinary.io';

  /** Stands in for the hosts of ThermoWorks' cloud, for tests; without it the cloud itself is asked. */
  @IsOptional()
  @Satisfies(isPublicAddress, CLOUD_RULE)
  readonly thermoworksUrl?: string;

  /** Stands in for FireBoard's cloud, for tests. */
  @IsOptional()
  @Satisfies(isPublicAddress, CLOUD_RULE)
  readonly fireboardUrl?: string;

  /** Stands in for MEATER's cloud, for tests. */
  @IsOptional()
  @Satisfies(isPublicAddress, CLOUD_RULE)
  readonly meaterUrl?: string;

  /** The MQTT broker of Home Assistant and of probes; a secret, since it can hold a password. */
  @IsOptional()
  @Satisfies(
    isBrokerAddress,
    must('be the mqtts: or mqtt: address of a broker, such as mqtt://user:password@192.168.1.10:1883'),
  )
  readonly mqttUrl?: string;

  /** What the topics begin with that this server publishes on the broker, and hears commands at. */
  @Satisfies(isTopicPrefix, TOPIC_RULE)
  readonly mqttPrefix: string = 'coddle';

  /** What the topics begin with at which Home Assistant discovers devices; `off` publishes nothing there, or anywhere. */
  @Satisfies(isTopicPrefix, TOPIC_RULE)
  readonly haDiscoveryPrefix: string = 'homeassistant';

  /** The address we listen at. */
  @Matches(/^[\w.:%-]+$/, must('be an IP address or a host name, such as 127.0.0.1'))
  readonly host: string = '127.0.0.1';

  /** The port we listen at; 0 takes any free one. */
  @IsInt(PORT_RULE)
  @Min(0, PORT_RULE)
  @Max(65535, PORT_RULE)
  readonly port: number = 5000;

  /** The address that clients use, without a slash at its end. */
  @IsOptional()
  @Satisfies(
    isPublicAddress,
    must(
      'be the https: address that clients use (http: only for this machine), without password, query or fragment',
    ),
  )
  readonly publicUrl?: string;

  /** Chooses the cooker of an account with several. */
  @IsOptional()
  @Matches(/^[\x21-\x7e]{1,128}$/, must('be the id of a cooker, as GET /devices shows it'))
  readonly deviceId?: string;

  /** The folder of the credentials files. */
  @Matches(/^[^\0]+$/, FOLDER_RULE)
  readonly configDir: string = 'config';

  /** The folder of the database. */
  @Matches(/^[^\0]+$/, FOLDER_RULE)
  readonly dataDir: string = 'data';

  /** For how many days cooks and readings are kept. */
  @IsInt(DAYS_RULE)
  @Min(1, DAYS_RULE)
  @Max(36_500, DAYS_RULE)
  readonly historyDays: number = 400;

  /** Requests a minute that one client address may send. */
  @IsInt(RATE_RULE)
  @Min(1, RATE_RULE)
  readonly rateLimitPerMinute: number = 600;

  /** Cooks that one key may start in 24 hours: more than a household needs, and every start takes space in the journal. */
  @IsInt(RATE_RULE)
  @Min(1, RATE_RULE)
  readonly startsPerDay: number = 200;

  /** Clients that may follow the live stream at once; each keeps a connection open. */
  @IsInt(CLIENTS_RULE)
  @Min(1, CLIENTS_RULE)
  @Max(10_000, CLIENTS_RULE)
  readonly liveMaxClients: number = 200;

  /** Whether AI clients are served at /mcp. */
  @IsBoolean(must('be true or false'))
  readonly mcp: boolean = true;

  /** Whether the log is verbose. */
  @IsBoolean(must('be true or false'))
  readonly debug: boolean = false;

  /** Fernet keys for `credentials.enc`: the first encrypts, any decrypts; secrets. */
  @Satisfies(isFernetKey, {
    each: true,
    ...must(
      'be Fernet keys, with commas between: coddle credentials new-key makes one, or npm run credentials -- new-key',
    ),
  })
  readonly encryptionKeys: readonly string[] = [];

  /** @param settings values instead of the defaults; they are not checked here */
  constructor(settings: Partial<Pick<Environment, SettingName>> = {}) {
    super();
    Object.assign(this, settings);
  }

  /** What a log may show, in case someone logs the whole: no secrets. */
  toJSON(): object {
    const secrets = { personalAccessToken: '***', apiKey: '***', encryptionKeys: '***' };
    const given = SECRET_IF_GIVEN.filter((name) => typeof this[name] === 'string');
    return { ...this, ...secrets, ...Object.fromEntries(given.map((name) => [name, '***'])) };
  }

  [inspect.custom](): object {
    return this.toJSON();
  }
}

/**
 * Reads the settings: of each, the environment's value counts before that in `credentials.enc`, and that before
 * the one in `credentials.json`.
 * @param folder the current folder, which relative paths start from
 * @throws InvalidSettingsError naming everything that is wrong
 */
export function readEnvironment(
  variables: NodeJS.ProcessEnv = process.env,
  folder: string = process.cwd(),
  now: Date = new Date(),
): Environment {
  const { configDir, encryptionKeys } = toEnvironment([variables]);
  const usable = encryptionKeys.every(isFernetKey);
  const files = readCredentials({
    folder,
    configDir,
    now,
    encryptionKeys: usable ? encryptionKeys : undefined,
  });
  const environment = toEnvironment([variables, ...files.sources]);
  const problems = [...files.problems, ...problemsOf(environment)];
  if (problems.length > 0) throw new InvalidSettingsError(problems);
  return new Environment({
    ...environment,
    configDir: resolve(folder, configDir),
    dataDir: resolve(folder, environment.dataDir),
  });
}

/** The settings as far as each can be used; the two that have no default may be missing. */
export type UsableSettings = Omit<Environment, 'apiKey' | 'personalAccessToken'> &
  Partial<Pick<Environment, 'apiKey' | 'personalAccessToken'>>;

/**
 * Reads the settings in the same order as `readEnvironment`, and replaces what cannot be used by its default. For
 * commands that must work while some setting is wrong, such as a stop.
 */
export function readUsableSettings(variables: NodeJS.ProcessEnv, folder: string, now: Date): UsableSettings {
  const { configDir, encryptionKeys } = usable(toEnvironment([variables]));
  const { sources } = readCredentials({ folder, configDir, now, encryptionKeys });
  const environment = usable(toEnvironment([variables, ...sources]));
  return new Environment({
    ...environment,
    configDir: resolve(folder, configDir),
    dataDir: resolve(folder, environment.dataDir),
  });
}

/** The same without what breaks a rule. */
function usable(environment: Environment): Environment {
  const broken = new Set(validateSync(environment).map(({ property }) => property));
  return new Environment(
    Object.fromEntries(Object.entries(environment).filter(([name]) => !broken.has(name))),
  );
}

const toEnvironment = (sources: readonly Given[]): Environment =>
  // Nothing is believed yet: the type holds once `problemsOf` finds nothing.
  new Environment(firstGiven(sources) as Partial<Environment>);

/** A property without an entry in `SETTINGS` does not compile below. */
type Property = Exclude<keyof Environment, 'toJSON' | symbol>;

function problemsOf(environment: Environment): string[] {
  const errors = validateSync(environment, {
    stopAtFirstError: true,
    validationError: { target: false, value: false },
  });
  return errors.flatMap(({ property, constraints }) => {
    const name = property as Property;
    const start = environment[name] === undefined ? 'is missing: it ' : '';
    return Object.values(constraints ?? {}).map((rule) => `${SETTINGS[name].variable} ${start}${rule}`);
  });
}
