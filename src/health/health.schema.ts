import type { SchemaObject } from '@nestjs/swagger';

const INDICATORS = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    properties: { status: { type: 'string', example: 'up' } },
    required: ['status'],
    additionalProperties: true,
  },
} satisfies SchemaObject;

/** The documented form of Terminus' response. */
export const healthSchema = (status: 'ok' | 'error'): SchemaObject => ({
  type: 'object',
  properties: {
    status: { type: 'string', example: status },
    info: { ...INDICATORS, description: 'What is up.' },
    error: { ...INDICATORS, description: 'What is down.' },
    details: { ...INDICATORS, description: 'Both together.' },
  },
  required: ['status', 'info', 'error', 'details'],
});
