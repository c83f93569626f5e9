/** Packets of MQTT 3.1.1, as far as one that publishes at QoS 1 needs them (OASIS MQTT 3.1.1, chapters 2 and 3). */

const connectType = 0x10
const publishQos1Type = 0x32

/** What a broker answers with: CONNACK and PUBACK are four bytes each. */
export const answerBytes = 4
export const connackType = 0x20
export const pubackType = 0x40

const uint16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff])

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value)
  return Buffer.concat([uint16(bytes.length), bytes])
}

function remainingLength(length: number): Buffer {
  const bytes: number[] = []
  let left = length
  do {
    const low = left % 128
    left = Math.floor(left / 128)
    bytes.push(left > 0 ? low | 0x80 : low)
  } while (left > 0)
  return Buffer.from(bytes)
}

function packet(type: number, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([type]), remainingLength(body.length), body])
}

/** A clean session, kept alive by its own traffic; without a user name when that is empty. */
export function connectPacket({
  device,
  username,
  password,
}: Record<'device' | 'username' | 'password', string>): Buffer {
  const cleanSession = 0x02
  const flags = username === '' ? cleanSession : cleanSession | 0xc0
  const head = [text('MQTT'), Buffer.from([4, flags]), uint16(0), text(device)]
  return packet(connectType, username === '' ? head : [...head, text(username), text(password)])
}

/** `id` from 1 to 65,535. */
export const publishPacket = (topic: string, id: number, payload: string): Buffer =>
  packet(publishQos1Type, [text(topic), uint16(id), Buffer.from(payload)])
