import { statfsSync } from 'node:fs';

/** File system types of network shares as Linux reports them (statfs(2)): NFS, SMB, SMB2, CIFS, 9P, FUSE is left out. */
const networkTypes = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0xff534d42, 'SMB'],
  [0x01021997, '9P'],
]);

const syncing =
  /(^|[/\\])(Dropbox|OneDrive[^/\\]*|Google ?Drive|iCloud ?Drive|Mobile Documents|Nextcloud|ownCloud|Syncthing|Box Sync)([/\\]|$)/i;

/** Sentences about where the workspace lies that its owner should know; empty when all is well. */
export function warningsAbout(folder: string, keptIn: 'keychain' | 'file'): string[] {
  const warnings: string[] = [];
  const share = networkTypes.get(fileSystemType(folder));
  if (share)
    warnings.push(
      `The workspace lies on a network share (${share}). A lost connection can damage it; keep it on a local disk.`,
    );
  if (folder.startsWith('\\\\'))
    warnings.push(
      'The workspace lies on a network share. A lost connection can damage it; keep it on a local disk.',
    );
  const service = syncing.exec(folder)?.[2];
  if (service)
    warnings.push(
      `The workspace lies in a folder that ${service} copies. Two programs writing one file can damage it; move it elsewhere.`,
    );
  if (keptIn === 'file')
    warnings.push(
      'No keychain was found: the key of this device lies in a file that only this account can read.',
    );
  return warnings;
}

function fileSystemType(folder: string): number {
  try {
    return statfsSync(folder).type >>> 0;
  } catch {
    return 0; // the system does not say
  }
}
