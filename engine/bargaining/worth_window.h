#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <string_view>
#include <vector>

namespace dragoman {

/// What the offers judged within a stretch of time were worth. Allocates only while it holds more
/// than in any sitting before.
class WorthWindow {
 public:
  enum class Statistic : unsigned char { kBest, kAverage };
  static constexpr std::array<std::string_view, 2> kStatistics = {"best", "average"};

  void Clear() { size_ = 0; }
  void Add(double time, double worth) {
    if (size_ == seen_.size()) seen_.resize(seen_.empty() ? 64 : 2 * seen_.size());
    seen_[size_++] = {time, worth};
  }
  /// Over the offers judged at `from` or later; minus infinity if there is none. O(that many).
  double Over(double from, Statistic statistic) const {
    double best = -std::numeric_limits<double>::infinity();
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t k = size_; k-- > 0;) {
      if (!(seen_[k].time >= from)) break;
      best = seen_[k].worth > best ? seen_[k].worth : best;
      sum += seen_[k].worth;
      ++count;
    }
    if (count == 0 || statistic == Statistic::kBest) return best;
    return sum / static_cast<double>(count);
  }

 private:
  struct Seen {
    double time = 0;
    double worth = 0;
  };
  std::vector<Seen> seen_;
  std::size_t size_ = 0;
};

}  // namespace dragoman
