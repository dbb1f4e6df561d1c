import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { HomeAssistant } from './home-assistant.js';

/**
 * Whether Home Assistant is served, and how often another client took the place of this server at the broker. It is
 * always up: a broker in trouble never keeps a cook from being started. Without a broker there is nothing to say.
 */
@Injectable()
export class HomeAssistantHealth {
  constructor(
    private readonly homeAssistant: HomeAssistant,
    private readonly health: HealthIndicatorService,
  ) {}

  check(): HealthIndicatorResult {
    const { state } = this.homeAssistant;
    if (state === undefined) return {};
    return this.health.check('home_assistant').up({ broker: state.state, displaced: state.displaced });
  }
}
