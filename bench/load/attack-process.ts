/** The process behind start-attack.ts: takes its options as the first message. */
import { attack, type Attack } from './attack.ts';

process.on('message', (options: Attack) => {
  void attack(options).then(() => process.disconnect());
});
process.on('disconnect', () => process.exit());
