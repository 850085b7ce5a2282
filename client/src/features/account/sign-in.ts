import * as vscode from 'vscode';

/**
 * Runs the AWS command line's sign-in where the user sees it. The profile's name never passes through a shell.
 * `onSignedIn` is called when the program has ended well.
 */
export function signIn(profile: string, onSignedIn: () => void): void {
  const terminal = vscode.window.createTerminal({
    name: `Sign in: ${profile}`,
    shellPath: process.platform === 'win32' ? 'aws.exe' : 'aws',
    shellArgs: ['sso', 'login', '--profile', profile],
    isTransient: true,
  });
  const closed = vscode.window.onDidCloseTerminal((each) => {
    if (each !== terminal) return;
    closed.dispose();
    if (terminal.exitStatus?.code === 0) onSignedIn();
  });
  terminal.show();
}
