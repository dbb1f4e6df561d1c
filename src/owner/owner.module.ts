import { Module, type DynamicModule } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/approvals.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { OAuthModule } from '../auth/oauth/oauth.module.js';
import { CookingModule } from '../cooking/cooking.module.js';
import { ThermometersModule } from '../thermometers/thermometers.module.js';
import { LeftFoodController } from './api/left-food.controller.js';
import { OwnerAccountsController } from './api/owner-accounts.controller.js';
import { OwnerArmingsController } from './api/owner-armings.controller.js';
import { OwnerClientsController } from './api/owner-clients.controller.js';
import { OwnerKeysController } from './api/owner-keys.controller.js';
import { OwnerProbesController } from './api/owner-probes.controller.js';
import { OwnerSessionsController } from './api/owner-sessions.controller.js';
import { OwnerApprovalsController } from './api/owner-approvals.controller.js';
import { RELEASE_VERSION, SessionStateController } from './api/session-state.controller.js';
import { ApprovalsCommand, ApproveCommand, DenyCommand } from './approvals.commands.js';
import { ArmCommand, ArmingsCommand, DisarmCommand } from './arming.commands.js';
import { ClientsCommand, ClientStartsCommand, RevokeClientCommand } from './clients.commands.js';
import { ConnectedClients } from './connected-clients.js';
import { DiscardedCommand } from './discarded.command.js';
import { LoginLinkCommand } from './login-link.command.js';
import { OwnerProbes } from './owner-probes.js';
import { DistrustProbeCommand, ProbesCommand, TrustProbeCommand } from './probes.commands.js';
import { OWNER_COMMANDS, type OwnerCommand } from './owner-command.js';
import { OwnerSocket } from './owner-socket.js';
import { PasswordCheck } from './password-check.js';
import { PasswordStateCommand, SetPasswordCommand } from './password.commands.js';
import { RevokeSessionsCommand, SessionsCommand } from './sessions.commands.js';

/** Every command that the owner's socket offers. */
const COMMANDS = [
  DiscardedCommand,
  ApprovalsCommand,
  ApproveCommand,
  DenyCommand,
  ArmingsCommand,
  ArmCommand,
  DisarmCommand,
  PasswordStateCommand,
  SetPasswordCommand,
  LoginLinkCommand,
  SessionsCommand,
  RevokeSessionsCommand,
  ClientsCommand,
  RevokeClientCommand,
  ClientStartsCommand,
  ProbesCommand,
  TrustProbeCommand,
  DistrustProbeCommand,
];

/** The routes of the signed-in owner. */
const CONTROLLERS = [
  SessionStateController,
  OwnerSessionsController,
  OwnerKeysController,
  OwnerClientsController,
  OwnerArmingsController,
  OwnerApprovalsController,
  LeftFoodController,
  OwnerProbesController,
  OwnerAccountsController,
];

/** What only the owner may do: in a browser, signed in, or with commands through a socket in the data folder. */
@Module({
  imports: [AuthModule, CookingModule, ApprovalsModule, OAuthModule, ThermometersModule],
  controllers: CONTROLLERS,
  providers: [
    ...COMMANDS,
    { provide: OWNER_COMMANDS, inject: COMMANDS, useFactory: (...commands: OwnerCommand[]) => commands },
    ConnectedClients,
    OwnerProbes,
    PasswordCheck,
    OwnerSocket,
  ],
})
export class OwnerModule {
  /** @param version reads the version of the release */
  static with(version: () => string): DynamicModule {
    return { module: OwnerModule, providers: [{ provide: RELEASE_VERSION, useValue: version }] };
  }
}
