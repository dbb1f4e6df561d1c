import type { OpenAPIObject } from '@nestjs/swagger';
import { addRequests } from './request-examples.js';

const described = (operationId: string): OpenAPIObject => ({
  openapi: '3.1.0',
  info: { title: 'Coddle', version: '1' },
  paths: {
    '/there': {
      post: { operationId, requestBody: { content: { 'application/json': {} } }, responses: {} },
    },
  },
});

const exampleOf = (document: OpenAPIObject): unknown => {
  addRequests(document);
  const { requestBody } = document.paths['/there']!.post!;
  return (requestBody as { content: Record<string, { example?: unknown }> }).content['application/json']!
    .example;
};

describe('addRequests', () => {
  it.each(['startCook', 'checkCook', 'stopCook'])('gives %s a body that any client may send twice', (id) => {
    const example = exampleOf(described(id));
    expect(example).toBeDefined();
    for (const name of ['device_id', 'cook_id', 'request_id']) expect(example).not.toHaveProperty(name);
  });
});
