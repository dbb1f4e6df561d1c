import { Module } from '@nestjs/common';
import { StartupSteps } from './startup-steps.js';

/** The start of the server. */
@Module({ providers: [StartupSteps] })
export class BootstrapModule {}
