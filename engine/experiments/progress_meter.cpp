#include "engine/experiments/progress_meter.h"

#include <utility>

namespace dragoman {
namespace {

constexpr auto kQuietFirst = std::chrono::milliseconds(500);
constexpr auto kInterval = std::chrono::milliseconds(100);

}  // namespace

std::string WithThousands(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t k = text.size(); k > 3;) {
    k -= 3;
    text.insert(k, 1, ',');
  }
  return text;
}

ProgressMeter::ProgressMeter(std::ostream* terminal, std::uint64_t total, std::string what)
    : terminal_(terminal),
      total_(total),
      what_(std::move(what)),
      next_(Time::now() + kQuietFirst) {}

void ProgressMeter::Advance(std::uint64_t count) {
  const std::uint64_t done = done_.fetch_add(count, std::memory_order_relaxed) + count;
  if (terminal_ == nullptr) return;
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return;  // somebody else is just writing
  const Time::time_point now = Time::now();
  if (now < next_) return;
  next_ = now + kInterval;
  const std::uint64_t percent = total_ == 0 ? 100 : done * 100 / total_;
  const std::string line = std::to_string(percent) + " %  " + WithThousands(done) + " of " +
                           WithThousands(total_) + " " + what_;
  *terminal_ << '\r' << line << std::flush;
  shown_ = line.size();
}

void ProgressMeter::Erase() {
  const std::lock_guard lock(mutex_);
  if (terminal_ == nullptr || shown_ == 0) return;
  *terminal_ << '\r' << std::string(shown_, ' ') << '\r' << std::flush;
  shown_ = 0;
}

}  // namespace dragoman
