#include "engine/sweep/sweep_progress.h"

#include <algorithm>
#include <cmath>

#include "engine/experiments/progress_meter.h"
#include "engine/wire/json_writer.h"

namespace dragoman {
namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds kTerminalInterval{100};
constexpr Milliseconds kFirstLine{500};  // Short work shows nothing.
constexpr Milliseconds kJsonInterval{10'000};

std::string PercentText(double share, int digits) {
  const double scale = digits > 0 ? 10 : 1;
  const auto tenths = static_cast<long>(std::floor(share * 100 * scale));
  std::string text = std::to_string(tenths / static_cast<long>(scale));
  if (digits > 0) text += "." + std::to_string(tenths % 10);
  return text + " %";
}

std::string DurationText(double seconds) {
  if (seconds < 100) return std::to_string(std::lround(seconds)) + " s";
  if (seconds < 6000) return std::to_string(std::lround(seconds / 60)) + " min";
  return std::to_string(std::lround(seconds / 3600)) + " h";
}

}  // namespace

SweepProgress::SweepProgress(std::ostream* out, Style style, std::uint64_t total,
                             std::uint64_t done)
    : out_(out),
      style_(out == nullptr ? Style::kNone : style),
      total_(total),
      before_(done),
      done_(done),
      begun_(Clock::now()),
      next_(begun_ + (style == Style::kJsonLines ? kJsonInterval : kFirstLine)) {}

void SweepProgress::Advance(std::uint64_t runs, std::uint64_t failed) {
  const std::lock_guard lock(mutex_);
  done_ += runs + failed;
  failed_ += failed;
  if (style_ == Style::kNone) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  if (style_ == Style::kTerminal) {
    ShowLine(now);
    next_ = now + kTerminalInterval;
  } else {
    ShowJson(now);
    next_ = now + kJsonInterval;
  }
}

double SweepProgress::RunsPerSecond(Clock::time_point now) const {
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  return seconds > 0 ? static_cast<double>(done_ - before_) / seconds : 0;
}

void SweepProgress::ShowLine(Clock::time_point now) {
  const double speed = RunsPerSecond(now);
  std::string line = "  " +
                     PercentText(static_cast<double>(done_) / static_cast<double>(total_), 0) +
                     "  " + WithThousands(done_) + " of " + WithThousands(total_) + " runs  " +
                     WithThousands(static_cast<std::uint64_t>(speed)) + " runs/s";
  if (speed > 0) line += "  " + DurationText(static_cast<double>(total_ - done_) / speed) + " left";
  if (failed_ > 0) {
    line += "  " +
            PercentText(static_cast<double>(failed_) /
                            static_cast<double>(std::max<std::uint64_t>(1, done_ - before_)),
                        1) +
            " failed";
  }
  const std::size_t width = line.size();
  if (width < shown_) line.append(shown_ - width, ' ');
  *out_ << '\r' << line << std::flush;
  shown_ = width;
}

void SweepProgress::ShowJson(Clock::time_point now) {
  const double speed = RunsPerSecond(now);
  Json json = Json::object();
  json["runs"] = done_;
  json["of"] = total_;
  json["failed"] = failed_;
  json["runs_per_second"] = JsonNumber(std::round(speed));
  json["seconds_left"] =
      speed > 0 ? JsonNumber(std::round(static_cast<double>(total_ - done_) / speed)) : Json();
  *out_ << JsonText(json, -1) << std::endl;
}

void SweepProgress::Erase() {
  const std::lock_guard lock(mutex_);
  if (ended_) return;
  ended_ = true;
  if (style_ == Style::kJsonLines && done_ > before_) ShowJson(Clock::now());
  if (style_ == Style::kTerminal && shown_ > 0) {
    *out_ << '\r' << std::string(shown_, ' ') << '\r' << std::flush;
  }
}

}  // namespace dragoman
