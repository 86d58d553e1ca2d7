/** The bar and what opens from its edge, in device-independent pixels. */
export const BAR_WIDTH = 960
export const BAR_HEIGHT = 56
export const ALERT_HEIGHT = 36
export const PANEL_HEIGHT = 320
