import * as vscode from 'vscode';

/** Runs the AWS command line's sign-in where the user sees it. The profile's name never passes through a shell. */
export function signIn(profile: string): void {
  const terminal = vscode.window.createTerminal({
    name: `Sign in: ${profile}`,
    shellPath: process.platform === 'win32' ? 'aws.exe' : 'aws',
    shellArgs: ['sso', 'login', '--profile', profile],
    isTransient: true,
  });
  terminal.show();
}
