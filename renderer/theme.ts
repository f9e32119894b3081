import {
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Input,
  InputWrapper,
  type MantineColorsTuple,
  Modal,
  Notification,
  NumberInput,
  Pill,
  Switch,
} from '@mantine/core';
import dialog from './ui/Dialog.module.css';
import fields from './ui/Fields.module.css';

/** The ramp of tokens.css as Mantine wants it: ten shades, lightest first. */
function ramp(name: string): MantineColorsTuple {
  const shade = (n: number) => `var(--sl-${name}-${n})`;
  return [shade(0), shade(1), shade(2), shade(3), shade(4), shade(5), shade(6), shade(7), shade(8), shade(9)];
}

/** Mantine's theme made of our tokens; components never name a shade. */
export const theme = createTheme({
  fontFamily: 'var(--sl-font)',
  fontFamilyMonospace: 'var(--sl-font-mono)',
  headings: { fontFamily: 'var(--sl-font-display)', fontWeight: '600' },
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 1 },
  colors: {
    ink: ramp('ink'),
    blue: ramp('blue'),
    green: ramp('green'),
    yellow: ramp('yellow'),
    orange: ramp('orange'),
    red: ramp('red'),
    magenta: ramp('magenta'),
  },
  black: '#141e26',
  white: '#ffffff',
  spacing: { xs: '6px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '3px', md: '5px', lg: '8px', xl: '8px' },
  defaultRadius: 'sm',
  fontSizes: {
    xs: 'var(--sl-text-xs)',
    sm: 'var(--sl-text-sm)',
    md: 'var(--sl-text-md)',
    lg: 'var(--sl-text-lg)',
    xl: 'var(--sl-text-xl)',
  },
  lineHeights: { xs: '1.33', sm: '1.385', md: '1.467', lg: '1.333', xl: '1.273' },
  shadows: { md: 'var(--sl-shadow-pop)', xl: 'var(--sl-shadow-pop)' },
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  components: {
    Input: Input.extend({
      classNames: { input: fields.input ?? '' },
      vars: (_theme, props) => ({
        wrapper: {
          '--input-height': 'var(--sl-control)',
          // Text areas and fields with pills grow with what is in them.
          ...(props.multiline ? { '--input-padding-y': '4px' } : { '--input-size': 'var(--sl-control)' }),
          '--input-fz': 'var(--sl-text-sm)',
          '--input-padding': '9px',
          '--input-bd': 'var(--sl-line-strong)',
          '--input-bd-focus': 'var(--sl-focus)',
          '--input-placeholder-color': 'var(--sl-text-3)',
        },
      }),
    }),
    InputWrapper: InputWrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] },
      classNames: {
        label: fields.label ?? '',
        description: fields.description ?? '',
        error: fields.error ?? '',
      },
    }),
    // Mantine's grey is fainter than the faintest text there is.
    Notification: Notification.extend({ styles: { description: { color: 'var(--sl-text-2)' } } }),
    NumberInput: NumberInput.extend({ defaultProps: { hideControls: true } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' }, classNames: { input: fields.checkbox ?? '' } }),
    Switch: Switch.extend({ defaultProps: { size: 'sm' }, classNames: { track: fields.track ?? '' } }),
    Pill: Pill.extend({ classNames: { root: fields.pill ?? '' } }),
    // By name: the first screen need not load the date fields.
    DateInput: { classNames: { day: fields.day ?? '' } },
    Modal: Modal.extend({
      defaultProps: {
        classNames: { title: dialog.title ?? '' },
        // The title bar is part of the dialog, not a banner of the page.
        attributes: { header: { role: 'none' } },
        radius: 'md',
        padding: 'lg',
        shadow: 'md',
        transitionProps: { duration: 90 },
        overlayProps: { backgroundOpacity: 0.4 },
      },
    }),
  },
});

const surfaces = {
  '--mantine-color-body': 'var(--sl-surface)',
  '--mantine-color-text': 'var(--sl-text)',
  '--mantine-color-dimmed': 'var(--sl-text-2)',
  '--mantine-color-bright': 'var(--sl-text)',
  '--mantine-color-placeholder': 'var(--sl-text-3)',
  '--mantine-color-error': 'var(--sl-failed)',
  '--mantine-color-anchor': 'var(--sl-link)',
  '--mantine-color-default': 'var(--sl-raised)',
  '--mantine-color-default-hover': 'var(--sl-hover)',
  '--mantine-color-default-color': 'var(--sl-text)',
  '--mantine-color-default-border': 'var(--sl-line-strong)',
  '--mantine-color-disabled': 'var(--sl-sunken)',
  '--mantine-color-disabled-color': 'var(--sl-text-3)',
  '--mantine-color-disabled-border': 'var(--sl-line)',
  '--mantine-primary-color-filled': 'var(--sl-accent)',
  '--mantine-primary-color-filled-hover': 'var(--sl-accent-hover)',
  '--mantine-primary-color-contrast': 'var(--sl-accent-on)',
  '--mantine-primary-color-light': 'var(--sl-selected)',
  '--mantine-primary-color-light-hover': 'var(--sl-hover)',
  '--mantine-primary-color-light-color': 'var(--sl-text)',
};

/** Lays our semantic tokens under Mantine's own names, so that its pop-overs and fields follow all three themes. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces });
