#include <algorithm>
#include <cmath>

#include "engine/experiments/progress_meter.h"
#include "engine/report/html/label_places.h"
#include "engine/report/html/sections.h"
#include "engine/report/html/svg.h"
#include "engine/report/names.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

/// Sides of a drawing among others, and of one alone.
constexpr double kTileSide = 262;
constexpr double kLoneSide = 420;
/// Frontier points closer together than this in the drawing are one.
constexpr double kSamePlace = 1.0;
/// Named points closer than this, across and down together, share one label.
constexpr double kSamePoint = 4;
/// Frontier points a table lists.
constexpr std::size_t kListedFrontier = 5;

/// The drawing of one pair.
class SpaceDrawing {
 public:
  SpaceDrawing(const ReportData& data, const PairSpace& pair, double side)
      : side_(side),
        data_(data),
        pair_(pair),
        a_(data.space.parties[pair.first]),
        b_(data.space.parties[pair.second]),
        x_(ScaleOf(a_, 40, side - 18)),
        y_(ScaleOf(b_, side - 34, 26)) {}

  void Draw(std::size_t number, HtmlWriter* html) {
    SvgChart chart(html, "c-space" + std::to_string(number), side_, side_,
                   "Packages as " + a_.name + " and " + b_.name + " see them", Description());
    DrawZone(&chart);
    chart.AxisX(x_, y_.from, y_.to, "worth to " + a_.id, 4);
    chart.AxisY(y_, x_.from, x_.to, "worth to " + b_.id, 4);
    chart.Line({x_(a_.floor), y_.from}, {x_(a_.floor), y_.to}, "floor");
    chart.Line({x_.from, y_(b_.floor)}, {x_.to, y_(b_.floor)}, "floor");
    chart.Path(FrontierPath(), "front");
    DrawOffers(&chart);
    DrawMarks(&chart);
    // The axes' parties, by their own marks.
    chart.PartyMark({x_.to - 6, y_.from + 23}, a_.party, 9);
    chart.PartyMark({x_.from - 32, 14}, b_.party, 9);
  }

 private:
  static SvgScale ScaleOf(const PartyWorth& party, double from, double to) {
    const double low = std::min(party.least, party.floor);
    const double high = std::max(party.most, party.floor);
    const double room = high > low ? 0.04 * (high - low) : 0.5;
    return {low - room, high + room, from, to};
  }

  SvgPoint Place(double a, double b) const { return {x_(a), y_(b)}; }
  SvgPoint PlaceOf(const Outcome& package) const {
    return Place(data_.space.Worth(pair_.first, package), data_.space.Worth(pair_.second, package));
  }

  std::string Description() const {
    const std::size_t points = pair_.analysis.frontier.size();
    std::string text = "Horizontal: worth to " + a_.name + "; vertical: worth to " + b_.name +
                       ". Frontier of " + WithThousands(points) + " points. Floors " +
                       Fixed(a_.floor, 2) + " and " + Fixed(b_.floor, 2) + ".";
    const Solutions& solutions = pair_.analysis.solutions;
    if (solutions.rational.empty()) return text + " No package is worth its floor to both.";
    text += " Packages worth their floors to both: " + Percent(pair_.analysis.zone.share_low) +
            " of all.";
    return text;
  }

  /// Frontier points as they lie in the drawing, those on one spot once.
  std::vector<SvgPoint> FrontierPath() const {
    const PointSet& points = pair_.analysis.frontier.points;
    std::vector<SvgPoint> path;
    for (std::size_t k = 0; k < points.size(); ++k) {
      const SvgPoint next = Place(points.utility(k, 0), points.utility(k, 1));
      const bool last = k + 1 == points.size();
      if (!path.empty() && !last && std::abs(next.x - path.back().x) < kSamePlace &&
          std::abs(next.y - path.back().y) < kSamePlace) {
        continue;
      }
      path.push_back(next);
    }
    return path;
  }

  /// Below the frontier, above both floors.
  void DrawZone(SvgChart* chart) const {
    const std::vector<std::uint32_t>& rational = pair_.analysis.solutions.rational;
    if (rational.empty()) return;
    const PointSet& points = pair_.analysis.frontier.points;
    std::vector<SvgPoint> corners = {Place(a_.floor, b_.floor)};
    double above = b_.floor;
    for (const std::uint32_t k : rational) {
      // Steps: what lies between two packages is not offered by anybody.
      const SvgPoint step = Place(points.utility(k, 0), above);
      const SvgPoint point = Place(points.utility(k, 0), points.utility(k, 1));
      const bool same = corners.size() > 1 && std::abs(point.x - corners.back().x) < kSamePlace &&
                        std::abs(point.y - corners.back().y) < kSamePlace;
      if (same && k != rational.back()) continue;
      corners.push_back(step);
      corners.push_back(point);
      above = points.utility(k, 1);
    }
    corners.push_back(Place(a_.floor, above));
    chart->HatchedArea(corners);
  }

  void DrawOffers(SvgChart* chart) const {
    if (!a_.principal || !b_.principal) return;
    std::array<std::vector<Outcome>, kSides> drawn;
    for (const TabledPackage& package : data_.shown.packages) {
      std::vector<Outcome>& done = drawn[static_cast<std::size_t>(package.side)];
      if (std::find(done.begin(), done.end(), package.offer) != done.end()) continue;
      done.push_back(package.offer);
      const PartyWorth& owner = data_.space.parties[static_cast<std::size_t>(package.side)];
      chart->PartyMark(PlaceOf(package.offer), owner.party, 8, true, owner.id + " tabled");
    }
  }

  std::vector<NamedPoint> NamedPoints() const {
    std::vector<NamedPoint> points;
    const auto add_solution = [&](const SolutionPoints& solution, const char* letters) {
      if (solution.points.empty()) return;
      const PointSet& frontier = pair_.analysis.frontier.points;
      const std::uint32_t k = solution.points[0];
      AddNamedPoint(Place(frontier.utility(k, 0), frontier.utility(k, 1)), letters, kSamePoint,
                    &points);
    };
    add_solution(pair_.analysis.solutions.nash, "N");
    add_solution(pair_.analysis.solutions.kalai_smorodinsky, "K");
    AddNamedPoint(PlaceOf(data_.shown.record.standing), "E", kSamePoint, &points);
    AddNamedPoint(PlaceOf(data_.space.status_quo), "S", kSamePoint, &points);
    return points;
  }

  /// Labels keep off the points and each other, and, if they can, off the frontier and the offers.
  void DrawMarks(SvgChart* chart) const {
    const std::vector<NamedPoint> points = NamedPoints();
    LabelPlaces places({x_.from + 2, y_.to + 1, x_.to, y_.from - 1});
    for (const NamedPoint& point : points) {
      chart->Rect(point.at.x - 3, point.at.y - 3, 6, 6, "inkf");
      places.Keep(BoxAround(point.at, 6));
    }
    for (const SvgPoint& point : FrontierPath()) places.Avoid(BoxAround(point, 3));
    if (a_.principal && b_.principal) {
      for (const TabledPackage& package : data_.shown.packages) {
        places.Avoid(BoxAround(PlaceOf(package.offer), 10));
      }
    }
    for (const NamedPoint& point : points) {
      const LabelPlace place = places.Put(point.at, point.letters);
      if (place.away) {
        chart->Line(point.at,
                    {std::clamp(point.at.x, place.box.left, place.box.right),
                     std::clamp(point.at.y, place.box.top, place.box.bottom)},
                    "axis");
      }
      chart->Text(place.baseline, point.letters, "b halo");
    }
  }

  const double side_;
  const ReportData& data_;
  const PairSpace& pair_;
  const PartyWorth& a_;
  const PartyWorth& b_;
  const SvgScale x_;
  const SvgScale y_;
};

class SpaceTable {
 public:
  explicit SpaceTable(const ReportData& data) : data_(data) {
    table_.name = "space";
    table_.caption = "Points of the drawings: worth to the first and to the second of each pair";
    table_.columns = {"pair", "point", "to the first", "to the second"};
    table_.numeric = {false, false, true, true};
  }

  DataTable Make() {
    for (const PairSpace& pair : data_.space.pairs) AddPair(pair);
    return std::move(table_);
  }

 private:
  void Add(const std::string& pair, const std::string& point, double a, double b) {
    table_.rows.push_back({TextCell(pair), TextCell(point), NumberCell(a, 3), NumberCell(b, 3)});
  }

  void AddPair(const PairSpace& pair) {
    const PartyWorth& a = data_.space.parties[pair.first];
    const PartyWorth& b = data_.space.parties[pair.second];
    const std::string name = a.id + ", " + b.id;
    const PointSet& points = pair.analysis.frontier.points;
    Add(name, "floors (no deal)", a.floor, b.floor);
    const auto put = [&](const char* title, const SolutionPoints& solution) {
      for (const std::uint32_t k : solution.points) {
        Add(name, title, points.utility(k, 0), points.utility(k, 1));
      }
    };
    put("N Nash", pair.analysis.solutions.nash);
    put("K Kalai-Smorodinsky", pair.analysis.solutions.kalai_smorodinsky);
    const auto package = [&](const char* title, const Outcome& outcome) {
      Add(name, title, data_.space.Worth(pair.first, outcome),
          data_.space.Worth(pair.second, outcome));
    };
    package("E end of the shown run", data_.shown.record.standing);
    package("S in force at the start", data_.space.status_quo);
    const std::size_t listed = std::min(points.size(), kListedFrontier);
    for (std::size_t k = 0; k < listed; ++k) {
      const std::size_t place = listed < 2 ? 0 : k * (points.size() - 1) / (listed - 1);
      Add(name,
          "frontier, point " + std::to_string(place + 1) + " of " + std::to_string(points.size()),
          points.utility(place, 0), points.utility(place, 1));
    }
    const AgreementZone& zone = pair.analysis.zone;
    table_.rows.push_back({TextCell(name), TextCell("packages worth their floors to both, share"),
                           ShareCell(zone.share_low), ShareCell(zone.share_high)});
  }

  const ReportData& data_;
  DataTable table_;
};

std::string SpaceIntro(const ReportData& data) {
  const PairSpace& pair = data.space.pairs[0];
  const std::string both = data.space.parties[0].name + " and " + data.space.parties[1].name;
  if (pair.analysis.solutions.rational.empty()) {
    return "By these readings no package is worth its floor to both " + both + ".";
  }
  return "By these readings " + Percent(pair.analysis.zone.share_low) +
         " of all packages are worth more to both " + both +
         " than no deal, before red lines and preconditions.";
}

/// "Ada (AD) and Bo (BO): 12% of all packages are worth more to both than no deal."
std::string PairCaption(const ReportData& data, const PairSpace& pair) {
  const PartyWorth& a = data.space.parties[pair.first];
  const PartyWorth& b = data.space.parties[pair.second];
  return a.name + " (" + a.id + ") and " + b.name + " (" + b.id + "): " +
         (pair.analysis.solutions.rational.empty()
              ? std::string("no package is worth its floor to both.")
              : Percent(pair.analysis.zone.share_low) +
                    " of packages are worth their floors to both.");
}

/// Which pairs are drawn, where not all are.
std::string PairChoice(const ReportData& data) {
  std::vector<std::string> others;
  for (std::size_t k = 0; k < data.space.parties.size(); ++k) {
    const bool drawn =
        std::any_of(data.space.pairs.begin(), data.space.pairs.end(),
                    [k](const PairSpace& pair) { return pair.first == k || pair.second == k; });
    if (drawn) continue;
    others.push_back(data.space.parties[k].name + " (" + data.space.parties[k].id + ")");
  }
  if (others.empty()) return {};
  return (data.space.pairs.size() == 1
              ? std::string("Drawn for the two principals alone")
              : "Drawn for the pairs of the first " + std::to_string(kPairedParties) +
                    " parties that want something, the principals first, then in the order of the "
                    "scenario") +
         ". In no drawing: " + Listed(others) + ", whose worth is in the section before.";
}

}  // namespace

void WriteSpaceSection(const ReportData& data, ReportSink* sink) {
  sink->BeginSection("space", "What could they have agreed on?");
  sink->Paragraph(SpaceIntro(data));
  sink->Paragraph(
      "Each drawing shows all packages as two parties see them: to the right what a package is "
      "worth to one of them, upwards what it is worth to the other, from 0 to 1. Bold line: the "
      "frontier, where neither can gain unless the other loses. Hatched: what both prefer to no "
      "deal. Dashed: floors, what no deal is worth. N: Nash solution, the package on the frontier "
      "with the largest product of both gains over the floors; K: Kalai-Smorodinsky solution, the "
      "one where both get most nearly the same share of the most they could gain; E: the end of "
      "the shown run; S: in force at the start. Points that coincide share a label. Hollow marks "
      "in the first drawing: the packages that the principals tabled in the shown run.",
      "dim");
  if (const std::string choice = PairChoice(data); !choice.empty()) {
    sink->Paragraph(choice, "dim");
  }
  {
    const bool lone = data.space.pairs.size() == 1;
    const HtmlScope tiles(sink->html(), "div", {{"class", lone ? "lone" : "tiles"}});
    for (std::size_t k = 0; k < data.space.pairs.size(); ++k) {
      const HtmlScope figure(sink->html(), "figure");
      SpaceDrawing(data, data.space.pairs[k], lone ? kLoneSide : kTileSide).Draw(k, sink->html());
      sink->html()->Element("figcaption", PairCaption(data, data.space.pairs[k]));
    }
  }
  sink->Twin(SpaceTable(data).Make());
  sink->EndSection();
}

}  // namespace dragoman
