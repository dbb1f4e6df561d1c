import { Module } from '@nestjs/common';

/** Alerts: rules over what is observed, and messages to people until one of them acknowledges. */
@Module({})
export class AlertsModule {}
