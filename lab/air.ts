import { execFile } from 'node:child_process'
import { connect } from 'node:net'
import { promisify } from 'node:util'

const controlSocket = '/run/ble/radio.sock'

/** Gives the lab's radio one command; rejects with what it answers unless that is `ok`. */
export const radio = (command: string): Promise<void> =>
  new Promise((done, refuse) => {
    let answer = ''
    const socket = connect(controlSocket, () => socket.end(`${command}\n`))
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', refuse)
    socket.on('close', () => (answer.startsWith('ok') ? done() : refuse(new Error(`${command}: ${answer.trim()}`))))
  })

/** Kills, stops or starts the lab's bluetoothd. */
export const bluetoothd = async (what: 'kill' | 'stop' | 'start' | 'restart'): Promise<void> => {
  await promisify(execFile)('labctl', ['bluetoothd', what])
}
