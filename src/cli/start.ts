import type { Ambient } from './ambient.js'
import { type AnyCommand, command } from './command.js'
import { configFlags, loadConfig } from './load-config.js'

/** `vitald start`: the daemon, until it is asked to stop. */
export const startCommand = (ambient: Ambient): AnyCommand =>
  command(ambient, {
    name: 'start',
    summary: 'Run the daemon; prints the address of its page with a link that signs in once',
    example: 'vitald start --config /etc/vitald.json --log-level warn',
    args: configFlags,
    async run(args) {
      const config = loadConfig(args, ambient)
      const engine = await ambient.openEngine(config)
      ambient.out.write(
        [
          `vitald ${ambient.version} is running`,
          `  page    ${engine.signInLink()}   (signs in once, within 15 minutes)`,
          `  broker  ${engine.broker}`,
          `  data    ${config.data}`,
          '',
        ].join('\n'),
      )
      await ambient.stopRequested
      await engine.close()
    },
  })
