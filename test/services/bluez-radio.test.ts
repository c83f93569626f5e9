import { radioContract } from '../contracts/radio.js'
import { openDoubleHarness } from '../devices/ble/bluez/double-harness.js'

radioContract('the radio above BlueZ', () => openDoubleHarness())
