#include "engine/core/internal/shortest_number.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "engine/core/random.h"
#include "engine/core/text.h"

namespace dragoman {
namespace {

using internal::ShortestNumber;

TEST(ShortestNumberTest, IsWhatFormatNumberWritesForNumbersPeopleWrite) {
  for (const double value :
       {0.0, -0.0, 1.0, -2.5, 0.1, 0.3, 1e-5, 1e5, 123456.0, 1e22, 1e23, 5e-324, 0.0001, 9.995,
        0.30000000000000004, 9007199254740993.0, 1e300, std::numeric_limits<double>::max(),
        std::numeric_limits<double>::min()}) {
    EXPECT_EQ(ShortestNumber(value), FormatNumber(value));
  }
}

TEST(ShortestNumberTest, ReadsBackAndIsAsShortAsCanBe) {
  const Random random(20000101, 0);
  const StreamKey stream = MakeStream("shortest");
  for (std::uint64_t k = 0; k < 100'000; ++k) {
    // Numbers like those of results, and any bits at all, so that every exponent comes up.
    for (const double value : {random.Uniform(stream, k), std::bit_cast<double>(MixBits(k))}) {
      if (!std::isfinite(value)) continue;
      const std::string text = ShortestNumber(value);
      ASSERT_EQ(std::strtod(text.c_str(), nullptr), value) << text;
      ASSERT_EQ(text.size(), FormatNumber(value).size()) << text;
    }
  }
}

}  // namespace
}  // namespace dragoman
