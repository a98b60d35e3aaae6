#include "engine/report/run_views.h"

#include <algorithm>
#include <cctype>

#include "engine/report/names.h"
#include "engine/report/space_text.h"
#include "engine/report/sweep_plot.h"

namespace dragoman {
namespace {

/// Packages drawn of a space; more only fill it.
constexpr std::uint64_t kMostCloud = 1500;
/// Bars of a sparkline.
constexpr std::size_t kMostBars = 40;
constexpr char kNashLetter = 'N';
constexpr char kKalaiSmorodinskyLetter = 'K';
constexpr char kEndLetter = '*';

/// Packages evenly chosen by number, the steps prime to most sizes of issues.
std::vector<PlotPlace> CloudOf(const CompiledScenario& scenario, const SpaceView& space) {
  std::vector<std::size_t> sizes;
  for (const Issue& issue : scenario.space.issues()) sizes.push_back(issue.options.size());
  const OutcomeSpace outcomes(sizes);
  std::vector<PlotPlace> cloud;
  if (!outcomes.countable()) return cloud;
  const std::uint64_t count = outcomes.num_outcomes();
  const std::uint64_t shown = std::min(count, kMostCloud);
  // Golden-ratio steps, so that no issue keeps one option over all that are chosen.
  const auto step =
      static_cast<std::uint64_t>(0.6180339887498949 * static_cast<double>(count)) | 1U;
  std::uint64_t place = 0;
  for (std::uint64_t k = 0; k < shown; ++k) {
    const Outcome package = outcomes.OutcomeAt(shown == count ? k : place);
    cloud.push_back({space.Worth(0, package), space.Worth(1, package)});
    place = (place + step) % count;
  }
  return cloud;
}

/// The principals' pair with its marks, and the legend.
class PairView {
 public:
  PairView(const CompiledScenario& scenario, const SpaceView& space, const ShownRun& shown)
      : space_(space), pair_(space.pairs[0]) {
    const PartyWorth& a = space.parties[0];
    const PartyWorth& b = space.parties[1];
    plot_.x_name = "worth to " + a.name;
    plot_.y_name = "worth to " + b.name;
    plot_.x_floor = a.floor;
    plot_.y_floor = b.floor;
    plot_.cloud = CloudOf(scenario, space);
    const PointSet& points = pair_.analysis.frontier.points;
    for (std::size_t k = 0; k < points.size(); ++k) {
      plot_.frontier.push_back({points.utility(k, 0), points.utility(k, 1)});
    }
    letters_ = SideLetters({a.name, b.name});
    for (const TabledPackage& package : shown.packages) {
      const auto side = static_cast<std::size_t>(package.side);
      plot_.letters.push_back({Place(package.offer), letters_[side]});
      tabled_[side] = true;
    }
    AddSolutions();
    plot_.letters.push_back({Place(shown.record.standing), kEndLetter});
  }

  std::string Text(const TextStyle& style) const {
    return SpaceText(plot_, style) + Wrap(Legend(style), "  ", style.width);
  }

 private:
  PlotPlace Place(const Outcome& package) const {
    return {space_.Worth(0, package), space_.Worth(1, package)};
  }

  void AddSolutions() {
    const Solutions& solutions = pair_.analysis.solutions;
    const PointSet& points = pair_.analysis.frontier.points;
    const auto place = [&](const SolutionPoints& of) {
      return PlotPlace{points.utility(of.points[0], 0), points.utility(of.points[0], 1)};
    };
    if (!solutions.kalai_smorodinsky.points.empty()) {
      plot_.letters.push_back({place(solutions.kalai_smorodinsky), kKalaiSmorodinskyLetter});
      kalai_ = true;
    }
    if (solutions.nash.points.empty()) return;
    nash_ = true;
    same_ = kalai_ && solutions.nash.points[0] == solutions.kalai_smorodinsky.points[0];
    plot_.letters.push_back({place(solutions.nash), kNashLetter});
  }

  std::string Legend(const TextStyle& style) const {
    std::string text;
    for (std::size_t side = 0; side < kSides; ++side) {
      if (tabled_[side]) {
        text += std::string(1, letters_[side]) + " tabled by " + space_.parties[side].name + "; ";
      }
    }
    if (nash_) text += same_ ? "N Nash and Kalai-Smorodinsky; " : "N Nash; ";
    if (kalai_ && !same_) text += "K Kalai-Smorodinsky; ";
    text += "* the end of the run; ";
    text += style.unicode ? "line: frontier; dots: packages; dashed: floors (no deal)."
                          : ": frontier; . packages; | and - floors (no deal).";
    return text;
  }

  const SpaceView& space_;
  const PairSpace& pair_;
  SpacePlot plot_;
  std::array<char, kSides> letters_{};
  std::array<bool, kSides> tabled_{};
  bool nash_ = false;
  bool kalai_ = false;
  bool same_ = false;
};

std::string ConcessionLines(const CompiledScenario& scenario, const ShownRun& shown,
                            const TextStyle& style) {
  std::string text;
  std::size_t longest = 0;
  for (int side = 0; side < kSides; ++side) {
    longest = std::max(longest, TextWidth(SideName(scenario, side)));
  }
  for (int side = 0; side < kSides; ++side) {
    const std::string line = ConcessionText(shown, side, style);
    text += "  " + PadRight(SideName(scenario, side), longest) + "  " +
            (line.empty() ? "tabled no package" : line) + "\n";
  }
  return text + Wrap("Gain over no deal of each package to the side that tabled it, first to last.",
                     "  ", style.width);
}

}  // namespace

std::array<char, kSides> SideLetters(const std::array<std::string, kSides>& names) {
  std::array<char, kSides> letters{};
  for (std::size_t side = 0; side < kSides; ++side) {
    const auto first = names[side].empty() ? 0U : static_cast<unsigned char>(names[side][0]);
    const bool letter = first < 0x80 && std::isalpha(static_cast<int>(first)) != 0;
    char mark = letter ? static_cast<char>(std::toupper(static_cast<int>(first)))
                       : static_cast<char>('1' + side);
    if (mark == kNashLetter || mark == kKalaiSmorodinskyLetter) {
      mark = static_cast<char>(std::tolower(mark));
    }
    letters[side] = mark;
  }
  if (letters[0] == letters[1]) return {'1', '2'};
  return letters;
}

std::string ConcessionText(const ShownRun& shown, int side, const TextStyle& style) {
  std::vector<double> gains;
  double low = 0;
  double high = 0;
  for (const TabledPackage& package : shown.packages) {
    // One scale for both sides.
    low = std::min(low, package.own);
    high = std::max(high, package.own);
    if (package.side == side) gains.push_back(package.own);
  }
  if (gains.empty()) return {};
  std::vector<double> bars;
  const std::size_t count = std::min(gains.size(), kMostBars);
  for (std::size_t k = 0; k < count; ++k) {
    bars.push_back(gains[count == 1 ? 0 : k * (gains.size() - 1) / (count - 1)]);
  }
  return StripText(bars, low, high, style) + "  " + Fixed(gains.front(), 2) + " -> " +
         Fixed(gains.back(), 2);
}

std::string RunViewsText(const CompiledScenario& scenario, const SpaceView& space,
                         const ShownRun& shown, const RunSettings& settings,
                         const TextStyle& style) {
  const std::size_t headline = shown.record.end.headline;
  std::string text = Heading("One run: number " + std::to_string(shown.run) +
                                 ", which ended at headline " + std::to_string(headline) + " (" +
                                 HeadlinePhrase(static_cast<int>(headline)) + ")",
                             style);
  if (!space.pairs.empty()) text += PairView(scenario, space, shown).Text(style);
  text += ConcessionLines(scenario, shown, style);
  return text + "  In words: " + ReplayingCommand(settings, shown.run) + "\n";
}

}  // namespace dragoman
