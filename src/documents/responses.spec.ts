import type { OpenAPIObject, ResponseObject } from '@nestjs/swagger';
import { makeSafety } from '../../test/harness/safety.js';
import { addResponses, errorResponse, type Refuse } from './responses.js';
import { refused } from './refused.js';

const refuse: Refuse = (example) => refused(makeSafety(), example);
const JSON_TYPE = 'application/json';
const jsonResponse = (): ResponseObject => ({ description: '', content: { [JSON_TYPE]: {} } });

const documentOf = (operationId: string, responses: Record<string, ResponseObject>): OpenAPIObject => ({
  openapi: '3.1.0',
  info: { title: '', version: '' },
  paths: { '/': { get: { operationId, responses } } },
});

function operationWith(operationId: string, responses: Record<string, ResponseObject>) {
  const document = documentOf(operationId, responses);
  addResponses(document, new Map([['listFoods', 'status:read']]), refuse);
  return document.paths['/']!.get!;
}

describe('addResponses', () => {
  it('requires the key where a request without one is refused', () => {
    expect(operationWith('listFoods', { 200: jsonResponse() }).security).toEqual([
      { bearer: ['status:read'] },
    ]);
    expect(operationWith('showPrivacy', {})).not.toHaveProperty('security');
  });

  it('gives every response an example', () => {
    const { responses } = operationWith('listFoods', { 200: jsonResponse() });
    const examples = Object.values(responses).map(
      (response) => (response as ResponseObject).content![JSON_TYPE]!.examples,
    );
    expect(examples).toHaveLength(8);
    for (const example of examples) expect(Object.keys(example!)).not.toEqual([]);
  });

  it('keeps the statuses in order', () => {
    const { responses } = operationWith('listFoods', { 200: jsonResponse() });
    expect(Object.keys(responses)).toEqual(['200', '400', '401', '403', '405', '429', '500', '503']);
  });
});

describe('errorResponse', () => {
  it('shows each error in the form that all errors have', () => {
    expect(errorResponse(404, ['DEVICE_NOT_FOUND'], refuse).content![JSON_TYPE]).toMatchObject({
      schema: { $ref: '#/components/schemas/ErrorDto' },
      examples: {
        DEVICE_NOT_FOUND: {
          value: {
            error: 'DEVICE_NOT_FOUND',
            details: { field: 'device_id' },
            request_id: expect.any(String) as string,
          },
        },
      },
    });
  });

  it.each([
    [401, 'UNAUTHORIZED', 'WWW-Authenticate'],
    [405, 'METHOD_NOT_ALLOWED', 'Allow'],
    [429, 'RATE_LIMITED', 'Retry-After'],
  ] as const)('documents the header of %i', (status, code, header) => {
    expect(Object.keys(errorResponse(status, [code], refuse).headers!)).toEqual([header]);
  });

  it('has no headers where there are none', () => {
    expect(errorResponse(500, ['INTERNAL_ERROR'], refuse)).not.toHaveProperty('headers');
  });

  it('speaks of safety only where a cook can be refused for it', () => {
    expect(errorResponse(400, ['VALIDATION_ERROR'], refuse).description).not.toMatch(/unsafe/);
    expect(errorResponse(400, ['VALIDATION_ERROR', 'PORK_TEMP_UNSAFE'], refuse).description).toMatch(
      /unsafe/,
    );
  });
});
