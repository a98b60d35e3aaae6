#include "engine/core/decimal.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "engine/core/random.h"

namespace dragoman {
namespace {

double Read(const std::string& text) {
  const char* end = nullptr;
  const double value = ReadDecimal(text.c_str(), &end);
  EXPECT_EQ(end, text.c_str() + text.size()) << text;
  return value;
}

/// Half way between two neighbours, written in full.
std::string Written(long double value) {
  std::string text(2000, '\0');
  text.resize(static_cast<std::size_t>(std::snprintf(text.data(), text.size(), "%.1100Lg", value)));
  return text;
}

void ExpectSameBits(double value, double expected, const std::string& text) {
  ASSERT_EQ(std::bit_cast<std::uint64_t>(value), std::bit_cast<std::uint64_t>(expected)) << text;
}

TEST(DecimalTest, ReadsNumbersAsTheLibraryDoes) {
  for (const std::string text : {"0",
                                 "-0",
                                 "0.0e5",
                                 "1",
                                 "-2.5",
                                 "0.1",
                                 "1e22",
                                 "1e23",
                                 "123456789012345678901234567890",
                                 "9007199254740993",
                                 "9007199254740992.999999999999999999999999",
                                 "4.9e-324",
                                 "2e-324",
                                 "2.4703282292062327e-324",
                                 "2.4703282292062328e-324",
                                 "2.2250738585072011e-308",
                                 "2.2250738585072014e-308",
                                 "1.7976931348623157e308",
                                 "1.7976931348623159e308",
                                 "1e309",
                                 "1e-400",
                                 "1e99999999999",
                                 "1e-99999999999",
                                 "0.000000000000000000000000000001e30",
                                 "12.50E+1"}) {
    ExpectSameBits(Read(text), std::strtod(text.c_str(), nullptr), text);
  }
}

TEST(DecimalTest, ReadsUpToWhatIsNoNumber) {
  for (const std::string text :
       {"", "-", "x", ".5", "-.5", "1.", "1.x", "1e", "1e+", "12,3", "1..2"}) {
    const char* end = nullptr;
    ReadDecimal(text.c_str(), &end);
    const std::string left = end;
    EXPECT_TRUE(left == text ||
                (text[0] == '1' && left.size() == text.size() - (text[1] == '2' ? 2 : 1)))
        << text << " left " << left;
  }
}

TEST(DecimalTest, RoundsToTheNearestAndTiesToEven) {
  const Random random(20000102, 0);
  const StreamKey stream = MakeStream("decimal");
  for (std::uint64_t k = 0; k < 20'000; ++k) {
    const auto value = std::abs(std::bit_cast<double>(random.Bits(stream, k)));
    if (!std::isfinite(value) || value == std::numeric_limits<double>::max()) continue;
    const double above = std::nextafter(value, std::numeric_limits<double>::infinity());
    const std::string middle = Written((static_cast<long double>(value) + above) / 2);
    const std::string beyond =
        middle.find('e') == std::string::npos && middle.find('.') != std::string::npos
            ? middle + "0000000001"
            : middle;
    for (const std::string& text : {Written(value), middle, beyond}) {
      ExpectSameBits(Read(text), std::strtod(text.c_str(), nullptr), text);
    }
  }
}

TEST(DecimalTest, ManyDigitsCount) {
  const std::string half = "0." + std::string(400, '0') + std::string(900, '7');
  ExpectSameBits(Read(half + "e390"), std::strtod((half + "e390").c_str(), nullptr), half);
  // 2^53 + 1 is half way and goes to even, unless anything follows.
  const std::string tie = "9007199254740993." + std::string(2000, '0');
  EXPECT_EQ(Read(tie), 9007199254740992.0);
  EXPECT_EQ(Read(tie + "1"), 9007199254740994.0);
}

}  // namespace
}  // namespace dragoman
