#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace dragoman {

/// A colour of the sRGB space.
struct Rgb {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
};

/// The colours of maps, low to high: cividis (Nunez, Anderton & Renslow, PLoS ONE 13 (2018)),
/// which rises evenly in lightness and reads the same with and without colour vision. Terminals and
/// pages take it from here.
inline constexpr std::array<Rgb, 20> kCividis = {{
    {0x00, 0x20, 0x51}, {0x00, 0x2a, 0x62}, {0x0b, 0x33, 0x6b}, {0x1c, 0x3c, 0x6e},
    {0x2f, 0x46, 0x6e}, {0x41, 0x4f, 0x6e}, {0x52, 0x59, 0x6e}, {0x61, 0x63, 0x6f},
    {0x6e, 0x6d, 0x71}, {0x7a, 0x77, 0x73}, {0x85, 0x81, 0x76}, {0x90, 0x8b, 0x78},
    {0x9b, 0x96, 0x78}, {0xa9, 0xa1, 0x77}, {0xb7, 0xac, 0x72}, {0xc7, 0xb7, 0x6b},
    {0xd8, 0xc3, 0x62}, {0xe8, 0xd0, 0x57}, {0xf6, 0xdd, 0x4d}, {0xfd, 0xea, 0x45},
}};

/// "#0b336b".
std::string HexColour(Rgb colour);

/// Which of `count` equal steps from `low` to `high` a value lies in; those outside are taken as
/// the ends. 0 where the scale has no width. @pre the value is no NaN
std::size_t ScaleStep(double value, double low, double high, std::size_t count);

}  // namespace dragoman
