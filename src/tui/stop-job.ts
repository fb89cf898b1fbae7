/** What Ctrl-Z does for a program that reads raw keys, where the terminal itself stops nobody. */

/** Stops the whole job, also an npx around this program, which would keep the shell waiting; comes back after `fg`. It comes
 *  back at once where no shell could go on with it, for then the system does not stop it. Not to be called on Windows. */
export function stopJob(): void {
  process.kill(0, 'SIGTSTP');
}
