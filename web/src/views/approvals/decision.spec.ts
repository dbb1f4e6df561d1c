import type { OwnerApprovalDto } from '../../../../src/owner/api/dto/owner-approval.dto.js';
import { ApiError, UnreachableError } from '../../api/api-error.js';
import { afterDecision, afterRefusal, type Choice } from './decision.js';

describe('A decision', () => {
  it.each<[Choice, OwnerApprovalDto['status'], string | null, string]>([
    ['approve', 'started', 'owner', 'done'],
    ['approve', 'failed', 'owner', 'done'],
    ['approve', 'approved', 'owner', 'done'],
    ['approve', 'started', 'cli', 'elsewhere'],
    ['approve', 'denied', 'owner', 'elsewhere'],
    ['approve', 'expired', null, 'elsewhere'],
    ['deny', 'denied', 'owner', 'done'],
    ['deny', 'denied', 'cli', 'elsewhere'],
    ['deny', 'started', 'owner', 'elsewhere'],
    ['deny', 'expired', null, 'elsewhere'],
  ])('to %s that ends as %s by %s is %s', (choice, status, decided_by, phase) => {
    expect(afterDecision(choice, { status, decided_by } as OwnerApprovalDto)).toEqual({ phase });
  });

  it.each([
    [new UnreachableError('x'), { phase: 'unreached' }],
    [new ApiError(404, { error: 'APPROVAL_NOT_FOUND', message: 'm' }), { phase: 'gone' }],
    [new ApiError(503, { error: 'STORAGE_UNAVAILABLE', message: 'm' }), { phase: 'refused', message: 'm' }],
  ])('that meets %s says so', (error, decision) => {
    expect(afterRefusal(error)).toEqual(decision);
  });
});
