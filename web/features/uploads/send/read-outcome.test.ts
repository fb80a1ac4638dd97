import { describe, expect, it } from 'vitest'
import { PROBLEM_STATUS, type ProblemKind } from '#contract/problem.ts'
import { ApiError, type ApiErrorKind } from '../../../api/api-error.ts'
import { UploadInterrupted } from '../../../api/uploads.ts'
import { askResultOf, sendResultOf } from './read-outcome.ts'

const error = (kind: ApiErrorKind, retryAfterSeconds?: number) =>
  new ApiError(kind, `It was ${kind}.`, 500, retryAfterSeconds === undefined ? {} : { retryAfterSeconds })

describe('sendResultOf', () => {
  it.each<[ApiErrorKind, ReturnType<typeof sendResultOf>['outcome']]>([
    ['offline', 'unanswered'],
    ['timeout', 'unanswered'],
    ['upload_in_flight', 'unanswered'],
    ['upload_answer_lost', 'unanswered'],
    ['internal', 'trouble'],
    ['unreadable', 'trouble'],
    ['upstream_timeout', 'trouble'],
    ['upstream_unavailable', 'trouble'],
    ['conflict', 'failed'],
    ['refused', 'failed'],
    ['quota_exceeded', 'failed'],
    ['upstream_credentials', 'failed'],
  ])('takes %s for %s', (kind, outcome) => {
    expect(sendResultOf(error(kind)).outcome).toBe(outcome)
  })

  it('waits as long as it is told to, and half a minute when it is not told', () => {
    expect(sendResultOf(error('rate_limited', 7))).toEqual({ outcome: 'rate_limited', retryAfterSeconds: 7 })
    expect(sendResultOf(error('rate_limited'))).toEqual({ outcome: 'rate_limited', retryAfterSeconds: 30 })
  })

  it('never calls an upload stored, whatever went wrong, and gives a refusal its own words', () => {
    for (const kind of Object.keys(PROBLEM_STATUS) as ProblemKind[]) {
      expect(sendResultOf(error(kind)).outcome).not.toBe('stored')
    }
    expect(sendResultOf(error('refused'))).toEqual({
      outcome: 'failed',
      failure: { kind: 'refused', message: 'It was refused.' },
    })
  })

  it('knows whether all bytes had left', () => {
    expect(sendResultOf(new UploadInterrupted(true))).toEqual({ outcome: 'unanswered', allBytesSent: true })
    expect(sendResultOf(new UploadInterrupted(false))).toEqual({ outcome: 'unanswered', allBytesSent: false })
    expect(sendResultOf(new DOMException('aborted', 'AbortError'))).toMatchObject({ outcome: 'unanswered' })
  })
})

describe('askResultOf', () => {
  it('tells a desk that is gone from one that cannot say', () => {
    expect(askResultOf(error('offline'))).toEqual({ state: 'unreachable' })
    expect(askResultOf(error('timeout'))).toEqual({ state: 'unreachable' })
    expect(askResultOf(new Error('what?'))).toEqual({ state: 'unreachable' })
    expect(askResultOf(error('upstream_unavailable'))).toEqual({ state: 'trouble' })
    expect(askResultOf(error('rate_limited', 3))).toEqual({ state: 'rate_limited', retryAfterSeconds: 3 })
  })
})
