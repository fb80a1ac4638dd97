import * as z from 'zod'

/** One call of a thread: what goes in and what comes out, checked where it arrives. */
export interface CallShape {
  args: z.ZodType<readonly unknown[]>
  value: z.ZodType
}

/** The calls a thread answers, by name. */
export type Calls = Record<string, CallShape>

export type ArgsOf<Shape extends CallShape> = z.output<Shape['args']>
export type ValueOf<Shape extends CallShape> = z.output<Shape['value']>

/** What is answered, each by a plain function. */
export type Handlers<Shapes extends Calls> = {
  [Name in keyof Shapes]: (...args: [...ArgsOf<Shapes[Name]>]) => ValueOf<Shapes[Name]>
}

export const CallMessage = z.object({ call: z.number(), name: z.string(), args: z.array(z.unknown()) })
export type CallMessage = z.infer<typeof CallMessage>

/** An error as it crosses over: what the other side has to tell apart, nothing more. */
export const CrossingError = z.object({
  name: z.string(),
  message: z.string(),
  /** Of an `UpstreamError`. */
  kind: z.string().nullable(),
  /** The file behind the thread cannot be used any more. */
  isBroken: z.boolean(),
})
export type CrossingError = z.infer<typeof CrossingError>

export const ReplyMessage = z.union([
  z.object({ call: z.number(), value: z.unknown(), error: z.null() }),
  z.object({ call: z.number(), error: CrossingError }),
])
export type ReplyMessage = z.infer<typeof ReplyMessage>
