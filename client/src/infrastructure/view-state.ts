import * as vscode from 'vscode';
import type { Explanation } from './errors.ts';

/** Whether a view can show its rows, or which welcome stands in their place. */
export interface ViewState {
  /** Something was read, so that rows can be shown; a later failure stands above them. */
  readonly isReady: boolean;
  /** What stands above the rows, as a sentence. */
  readonly message: string | undefined;
  /** `undefined` forgets everything: another account is asked now. */
  set(state: Explanation | 'ready' | undefined): void;
}

/** `key` is the context key that welcomes ask for: `ready`, or the code of what is wrong. */
export function createViewState(key: string, onChange: () => void): ViewState {
  let isReady = false;
  let message: string | undefined;
  return {
    get isReady() {
      return isReady;
    },
    get message() {
      return message;
    },
    set(state) {
      if (state === undefined) isReady = false;
      if (state === 'ready') isReady = true;
      message = typeof state === 'object' && isReady ? state.sentence : undefined;
      const code = typeof state === 'object' ? (isReady ? 'ready' : state.code) : state;
      void vscode.commands.executeCommand('setContext', key, code);
      onChange();
    },
  };
}
