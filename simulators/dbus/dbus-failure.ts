/** An error as the bus carries it: `type` is its name, `org.bluez.Error.Failed`, and `text` its first argument. */
export class DbusFailure extends Error {
  override readonly name = 'DbusFailure'
  readonly type: string

  constructor(type: string, text: string) {
    super(text)
    this.type = type
  }

  get text(): string {
    return this.message
  }
}
