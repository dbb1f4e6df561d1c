import { Module } from '@nestjs/common';

/** Wireless thermometers: probes with their readings, behind the port `ThermometerSource`. */
@Module({})
export class ThermometersModule {}
