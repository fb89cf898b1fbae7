/** What Ctrl-Z does for a program that reads raw keys, where the terminal itself stops nobody. */

/** Stops the whole job, also an npx around this program, which would keep the shell waiting; comes back after `fg`. It comes
 *  back at once where no shell could go on with it, for then the system does not stop it, and where jobs are unknown. */
export function stopJob(): void {
  if (process.platform !== 'win32') process.kill(0, 'SIGTSTP');
}
