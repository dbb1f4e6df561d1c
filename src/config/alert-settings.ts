import { IsBoolean, IsOptional, Matches } from 'class-validator';
import {
  isAlertTopic,
  isEmailAddress,
  isNtfyAddress,
  isSmtpAddress,
  isWebhookAddress,
} from './alert-addresses.js';
import { must, Satisfies } from './setting-rules.js';

/** The settings of alerts: where messages to people are sent. */
export abstract class AlertSettings {
  /** The topic of an ntfy server that alerts are published at; a secret, since whoever knows the topic can read it. */
  @IsOptional()
  @Satisfies(
    isNtfyAddress,
    must('be the https: address of a topic at ntfy, such as https://ntfy.sh/my-topic'),
  )
  readonly alertNtfyUrl?: string;

  /** The mail server that alerts are sent through; a secret, since it can hold a password. */
  @IsOptional()
  @Satisfies(
    isSmtpAddress,
    must('be the smtps: or smtp: address of a mail server, such as smtps://user:password@mail.example.org'),
  )
  readonly alertSmtpUrl?: string;

  /** Who gets alerts by e-mail. */
  @Satisfies(isEmailAddress, { each: true, ...must('be e-mail addresses, with commas between') })
  readonly alertEmailTo: readonly string[] = [];

  /** Where alerts are posted to; a secret, since it can hold a token. */
  @IsOptional()
  @Satisfies(isWebhookAddress, must('be an https: address (http: only in your own network) without fragment'))
  readonly alertWebhookUrl?: string;

  /** Signs what is posted there; a secret. */
  @IsOptional()
  @Matches(/^[\x21-\x7e]{1,512}$/, must('have 1 to 512 printable characters and no blank'))
  readonly alertWebhookSecret?: string;

  /** Whether alerts are published over MQTT: `true`, a topic, or the address of a broker of their own with a topic. */
  @Satisfies(
    isAlertTopic,
    must(
      'be true, false, a topic without wildcards, or the address of a broker such as mqtt://192.168.1.10/alerts',
    ),
  )
  readonly alertMqtt: boolean | string = false;

  /** Whether alerts may be sent to addresses in private networks. */
  @IsBoolean(must('be true or false'))
  readonly alertAllowPrivate: boolean = false;
}
