/* Colour maps: evenly spaced stops from low to high. */

#include "catalogue.h"

const struct colormap_row colormap_rows[] = {
    {"viridis", "Viridis",
     STOPS(0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21908C, 0x27AD81, 0x5DC863, 0xAADC32,
           0xFDE725),
     "Smith & van der Walt 2015, Matplotlib (CC0)"},
    {"magma", "Magma",
     STOPS(0x000004, 0x1D1147, 0x51127C, 0x822681, 0xB63679, 0xE65164, 0xFB8861, 0xFEC287,
           0xFCFDBF),
     "Smith & van der Walt 2015, Matplotlib (CC0)"},
    {"cividis", "Cividis, made for colour-vision deficiency",
     STOPS(0x002051, 0x11366C, 0x3C4D6E, 0x62646F, 0x7F7C75, 0x9A9478, 0xBBAF71, 0xE2CB5C,
           0xFDEA45),
     "Nunez, Anderton & Renslow 2018"},
    {"turbo", "Turbo, a rainbow",
     STOPS(0x23171B, 0x493EAE, 0x4569EE, 0x3295F7, 0x26BCE1, 0x29DCBC, 0x3FF393, 0x65FD6E, 0x95FB51,
           0xC5EC3C, 0xECD12E, 0xFFAD24, 0xFF821D, 0xF05616, 0xCB2F0D, 0xA31302, 0x900C00),
     "Mikhailov 2019, Google"},
    {"grey", "Grey", STOPS(0x101010, 0xF0F0F0), "linear in sRGB",
     "gray|greys|grays|greyscale|grayscale|mono|black and white"},
};
const int colormap_row_count = sizeof colormap_rows / sizeof *colormap_rows;
