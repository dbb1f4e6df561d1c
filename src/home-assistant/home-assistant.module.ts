import { Module } from '@nestjs/common';

/** Home Assistant over MQTT: devices, states and alerts are published, commands are heard. */
@Module({})
export class HomeAssistantModule {}
