#!/usr/bin/env node
import type { Ambient } from './cli/ambient.js'
import { processAmbient } from './cli/process-ambient.js'
import { runProgram } from './cli/program.js'
import { openEngine } from './engine/open-engine.js'

const lingerMs = 2_000

const openHere: Ambient['openEngine'] = (config) => openEngine(config, ambient)
const ambient = processAmbient(openHere)
process.exitCode = await runProgram(ambient)
// Everything is closed: what a library still waits for, nobody else does.
setTimeout(() => process.exit(), lingerMs).unref()
