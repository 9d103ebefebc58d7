/** A call to the provider that failed; `cause` is what openid-client threw. */
export class ProviderError extends Error {
  readonly stage: 'discovery' | 'code' | 'refresh' | 'userinfo'

  constructor(stage: ProviderError['stage'], cause: unknown) {
    super(`the provider failed at ${stage}`, { cause })
    this.stage = stage
  }
}

/** Makes whatever `call` throws a `ProviderError` of this stage. */
export async function guarded<T>(stage: ProviderError['stage'], call: () => T | Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (cause) {
    throw new ProviderError(stage, cause)
  }
}
