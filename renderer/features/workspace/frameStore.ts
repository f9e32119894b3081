import { create } from 'zustand';

/** What of the frame is open at the moment. */
export const useFrame = create<{
  readonly open: 'help' | 'new-change' | 'operator' | null;
}>(() => ({ open: null }));

export const openHelp = () => useFrame.setState({ open: 'help' });
/** Asks for a title and makes a change; for the button "New" of any screen. */
export const openNewChange = () => useFrame.setState({ open: 'new-change' });
export const openOperatorMenu = () => useFrame.setState({ open: 'operator' });
export const closeFrameDialog = () => useFrame.setState({ open: null });
